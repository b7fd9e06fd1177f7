package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Replicas of one partition on several workers, all in one thread: nothing happens but in {@link #turn}, which takes a millisecond. Disks, links and the
 * register do as the test says. A replica that goes out of service fails the test, unless it said so.
 */
final class ReplicaRig {

    static final int PARTITION = 1;
    private static final long TURN_NANOS = 1_000_000;
    private static final int PATIENCE_TURNS = 30_000;
    /** No test takes so long; a loop that waits for something ends here at the latest. */
    private static final long END_OF_TIME_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final MemoryJournals journals = new MemoryJournals();
    private final RigNetwork network = new RigNetwork();
    private final RigRegister register = new RigRegister();
    private final Map<String, RigNode> nodes = new TreeMap<>();
    private final PartitionSettings settings;
    private final String firstWorker;
    private long nanos = TimeUnit.SECONDS.toNanos(1);
    private long lastConnection;
    private boolean isFailureExpected;
    private Runnable whileWaiting = () -> {};
    private long waitingSince;

    /** Not started yet. The first worker takes the partition when nobody has it. */
    ReplicaRig(PartitionSettings settings, String... workers) {
        this.settings = settings;
        firstWorker = workers[0];
        for (String worker : workers) {
            nodes.put(worker, new RigNode(this, worker));
        }
    }

    /** All are started, and run until the first is the primary and all are in-sync. */
    static ReplicaRig started(PartitionSettings settings, String... workers) {
        ReplicaRig rig = new ReplicaRig(settings, workers);
        rig.nodes.values().forEach(RigNode::start);
        rig.runUntilInSync(workers);
        return rig;
    }

    static ReplicaRig started(Durability durability, String... workers) {
        return started(RigSettings.of(durability), workers);
    }

    MemoryJournals journals() {
        return journals;
    }

    RigNetwork network() {
        return network;
    }

    RigRegister register() {
        return register;
    }

    PartitionSettings settings() {
        return settings;
    }

    String firstWorker() {
        return firstWorker;
    }

    long nanos() {
        return nanos;
    }

    RigNode node(String worker) {
        return nodes.get(worker);
    }

    Collection<RigNode> nodes() {
        return nodes.values();
    }

    /** From now on a replica may go out of service. */
    void expectFailure() {
        isFailureExpected = true;
    }

    RigClient client(String worker) {
        return client(worker, 7, 0);
    }

    /** A connection of a client that may have been here before. */
    RigClient client(String worker, long clientId, long lastRequest) {
        RigClient client = new RigClient(node(worker), clientId, ++lastConnection, lastRequest);
        node(worker).connect(client);
        return client;
    }

    /** A worker hears and reaches no other any more, and the register neither. */
    void isolate(String worker) {
        cutLinks(worker);
        register.usually(worker, RigRegister.Fate.UNANSWERED);
    }

    /** A worker hears and reaches no other any more, but the register it does. */
    void cutLinks(String worker) {
        for (String other : nodes.keySet()) {
            network.cut(worker, other);
            network.cut(other, worker);
        }
    }

    /** All links are well, and the register answers everybody. */
    void mend() {
        network.mend();
        nodes.keySet().forEach(worker -> register.usually(worker, RigRegister.Fate.ANSWERED));
    }

    /** What happens in each turn in which a lane waits for its egress in the middle of a command. */
    void whileWaiting(Runnable action) {
        whileWaiting = action;
        waitingSince = nanos;
    }

    /** When {@link #whileWaiting(Runnable)} was told. */
    long waitingSince() {
        return waitingSince;
    }

    /** A turn while a lane waits. */
    void waitingTurn() {
        whileWaiting.run();
        turn();
    }

    /** A millisecond: messages arrive, then everybody who is not in a turn already has one. */
    void turn() {
        nanos += TURN_NANOS;
        if (nanos > END_OF_TIME_NANOS) {
            throw new AssertionError("this goes on for ever: " + nodes.values());
        }
        for (RigNetwork.Message message : network.take()) {
            node(message.to()).receive(message.from(), message.bytes());
        }
        for (RigNode node : nodes.values()) {
            node.turn();
            if (!isFailureExpected && node.isUp()) {
                assertThat(node.partition().state()).as(node.toString()).isNotEqualTo(Partition.State.FAILED);
            }
        }
    }

    void run(int millis) {
        for (int i = 0; i < millis; i++) {
            turn();
        }
    }

    void runUntil(String what, BooleanSupplier condition) {
        for (int i = 0; i < PATIENCE_TURNS; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            turn();
        }
        StringBuilder all = new StringBuilder("waited in vain for: " + what);
        nodes.values().forEach(node -> all.append('\n').append(node));
        throw new AssertionError(all + "\nregister: " + register.record() + " after " + register.history());
    }

    /** Until the register and the primary have exactly these as in-sync. */
    void runUntilInSync(String... workers) {
        List<String> wanted = List.of(workers);
        runUntil(
                "in-sync are " + wanted,
                () -> register.record().isPresent()
                        && register.record().get().inSync().equals(wanted)
                        && isServing()
                        && primary().view().inSync().equals(wanted));
    }

    void runUntilServing(String worker) {
        runUntil(worker + " serves", () -> node(worker).isServing());
    }

    boolean isServing() {
        return isServingBut("");
    }

    /** Whether another one than this serves. */
    boolean isServingBut(String worker) {
        return nodes.values().stream()
                .anyMatch(node -> node.isServing() && !node.name().equals(worker));
    }

    /** The primary of the highest epoch. */
    RigNode primary() {
        RigNode found = null;
        for (RigNode node : nodes.values()) {
            if (node.isUp()
                    && node.view().role() == Role.PRIMARY
                    && (found == null || node.view().epoch() > found.view().epoch())) {
                found = node;
            }
        }
        assertThat(found).as("a primary").isNotNull();
        return found;
    }

    /** Sends so many orders, some of which trade, a few at a time, and waits until all are answered. */
    void trade(RigClient client, int orders) {
        for (int i = 0; i < orders; i++) {
            boolean isBuy = i % 2 == 0;
            long request = isBuy ? client.buy(100 - i % 5) : client.sell(99 + i % 7);
            if (i % 16 == 15 || i == orders - 1) {
                runUntil("request " + request + " is answered", () -> client.isAnswered(request));
            }
        }
    }

    /** Until all that are up have executed the same log, and then: same bytes of the log, same state. */
    void assertAllAlike() {
        List<RigNode> up = new ArrayList<>();
        nodes.values().stream().filter(RigNode::isUp).forEach(up::add);
        runUntil(
                "all have executed all",
                () -> up.stream()
                        .allMatch(node -> node.partition().generation().isPresent()
                                && node.view().executedPosition()
                                        == primary().disk().end()
                                && node.disk().end() == primary().disk().end()));
        RigNode first = up.get(0);
        for (RigNode node : up) {
            assertThat(node.state().stateHash())
                    .as("state of " + node + " and " + first)
                    .isEqualTo(first.state().stateHash());
            assertSameLog(first, node);
            node.state().book().validate();
        }
    }

    private static void assertSameLog(RigNode one, RigNode other) {
        Map<Long, MemoryDisk.Stored> byStart = new TreeMap<>();
        one.disk().records().forEach(record -> byStart.put(record.start(), record));
        long from = Math.max(one.disk().start(), other.disk().start());
        int compared = 0;
        for (MemoryDisk.Stored record : other.disk().records()) {
            if (record.start() >= from) {
                assertThat(byStart.get(record.start()).bytes())
                        .as("record at %d of %s and %s", record.start(), one.name(), other.name())
                        .isEqualTo(record.bytes());
                compared++;
            }
        }
        long shared = byStart.keySet().stream().filter(start -> start >= from).count();
        assertThat(shared)
                .as("records of " + one.name() + " and " + other.name())
                .isEqualTo(compared);
    }
}
