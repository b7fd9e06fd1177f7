package io.gantry.simulator.world;

import java.nio.ByteBuffer;
import java.util.TreeMap;
import java.util.TreeSet;

/** Carries messages between workers, or does not. */
public final class SimulatedNetwork {

    /** Where a message arrives. */
    @FunctionalInterface
    public interface Receiver {

        void receive(String from, byte[] message);
    }

    /** Of some messages there is never a second copy. */
    @FunctionalInterface
    public interface OneOfAKind {

        boolean test(ByteBuffer message);
    }

    private final Schedule schedule;
    private final Dice dice;
    private final Tally tally;
    private final OneOfAKind oneOfAKind;
    private final TreeMap<String, Link> links = new TreeMap<>();
    private final TreeMap<String, Receiver> receivers = new TreeMap<>();
    private final TreeSet<String> cuts = new TreeSet<>();
    private final TreeMap<String, Long> slowed = new TreeMap<>();
    private LinkManners manners = LinkManners.GOOD;

    public SimulatedNetwork(Schedule schedule, Dice dice, Tally tally, OneOfAKind oneOfAKind) {
        this.schedule = schedule;
        this.dice = dice;
        this.tally = tally;
        this.oneOfAKind = oneOfAKind;
    }

    private static final class Link {
        private final Dice dice;
        private long lastArrival;

        Link(Dice dice) {
            this.dice = dice;
        }
    }

    /** How it behaves from now on. */
    public void behave(LinkManners now) {
        manners = now;
    }

    /** What comes for a worker goes here from now on. */
    public void attach(String worker, Receiver receiver) {
        receivers.put(worker, receiver);
    }

    /** Nothing gets from one worker to another from now on; the other way is another cut. */
    public void cut(String from, String to) {
        cuts.add(way(from, to));
    }

    public void mend(String from, String to) {
        cuts.remove(way(from, to));
    }

    /** Messages from one worker to another take so much longer; 0 for no longer. */
    public void slow(String from, String to, long byNanos) {
        slowed.put(way(from, to), byNanos);
    }

    /** All ways are open and good from now on. */
    public void heal() {
        cuts.clear();
        slowed.clear();
        manners = LinkManners.GOOD;
    }

    /** A worker begins anew: what it says now may be heard before what it said in its last life, which went over other connections. */
    public void connectsAnew(String worker) {
        links.forEach((way, link) -> {
            if (way.startsWith(worker + ">")) {
                link.lastArrival = 0;
            }
        });
    }

    public boolean isCut(String from, String to) {
        return cuts.contains(way(from, to));
    }

    /** Sends a copy of a message. */
    public void send(String from, String to, ByteBuffer message) {
        String way = way(from, to);
        Link link = links.computeIfAbsent(way, name -> new Link(dice.fork(name.hashCode())));
        if (cuts.contains(way) || link.dice.chance(manners.losses())) {
            tally.count("messages lost");
            return;
        }
        byte[] bytes = new byte[message.remaining()];
        message.duplicate().get(bytes);
        carry(link, way, from, to, bytes);
        if (manners.copies() > 0 && link.dice.chance(manners.copies()) && !oneOfAKind.test(message)) {
            tally.count("messages copied");
            carry(link, way, from, to, bytes);
        }
    }

    private void carry(Link link, String way, String from, String to, byte[] bytes) {
        long delay =
                link.dice.between(manners.leastDelayNanos(), manners.mostDelayNanos()) + slowed.getOrDefault(way, 0L);
        long arrival = schedule.now() + delay;
        if (manners.isOrdered()) {
            arrival = Math.max(arrival, link.lastArrival + 1);
            link.lastArrival = arrival;
        }
        schedule.at(arrival, () -> arrive(way, from, to, bytes));
    }

    private void arrive(String way, String from, String to, byte[] bytes) {
        Receiver receiver = receivers.get(to);
        if (receiver == null || cuts.contains(way)) {
            tally.count("messages lost");
            return;
        }
        tally.count("messages");
        receiver.receive(from, bytes);
    }

    private static String way(String from, String to) {
        return from + ">" + to;
    }
}
