package io.gantry.simulator.world;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.partition.ReplicaRegister;
import io.gantry.partition.ReplicaRegister.Outcome;
import io.gantry.partition.ReplicaRegister.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The linearizable record of each partition: one true value at any time, and questions and answers that travel, get lost, or come late. */
public final class SimulatedRegister {

    private static final int SILENT_TIMEOUTS = 4;

    private final Schedule schedule;
    private final Dice dice;
    private final Trace trace;
    private final Tally tally;
    private final RegisterWatcher watcher;
    private final TreeMap<Integer, PartitionOwner> records = new TreeMap<>();
    private final List<PartitionOwner> underWay = new ArrayList<>();
    private final List<PartitionOwner> forgotten = new ArrayList<>();
    private RegisterManners manners = RegisterManners.GOOD;
    private boolean isDown;
    private int forgettings;

    public SimulatedRegister(Schedule schedule, Dice dice, Trace trace, Tally tally, RegisterWatcher watcher) {
        this.schedule = schedule;
        this.dice = dice;
        this.trace = trace;
        this.tally = tally;
        this.watcher = watcher;
    }

    /** What it really holds. */
    public Optional<PartitionOwner> record(int partition) {
        return Optional.ofNullable(records.get(partition));
    }

    /** What it holds, and what it may hold soon: changes that were asked for and are not decided. If it has forgotten, what it held. */
    public List<PartitionOwner> possible(int partition) {
        List<PartitionOwner> possible = new ArrayList<>();
        if (!records.containsKey(partition)) {
            forgotten.stream().filter(past -> past.partition() == partition).forEach(possible::add);
        }
        record(partition).ifPresent(possible::add);
        underWay.stream().filter(next -> next.partition() == partition).forEach(possible::add);
        return possible;
    }

    /** It loses everything, also what is on its way to it. */
    public void forget() {
        trace.note("register forgets", 0, 0);
        forgettings++;
        if (!records.isEmpty()) {
            forgotten.clear();
            forgotten.addAll(records.values());
        }
        records.clear();
        underWay.clear();
        watcher.forgotten();
    }

    /** How it behaves from now on. */
    public void behave(RegisterManners now) {
        manners = now;
    }

    /** Nobody gets through to it from now on, or does again. */
    public void down(boolean value) {
        isDown = value;
    }

    /** Who may be told something: a process while it lives. */
    public interface Caller {

        /** Runs this in the process, when it gets to it, if it still lives. */
        void deliver(Runnable answer);
    }

    /** The register as one replica sees it. */
    public ReplicaRegister port(int partition, Caller caller) {
        return new ReplicaRegister() {
            @Override
            public void read(Consumer<Reading> answer) {
                ask(caller, answer, Reading.UNKNOWN, () -> new Reading(true, record(partition)), () -> {});
            }

            @Override
            public void compareAndSet(
                    Optional<PartitionOwner> expected, PartitionOwner next, Consumer<Outcome> answer) {
                underWay.add(next);
                ask(caller, answer, Outcome.UNKNOWN, () -> change(partition, expected, next), () -> removeOne(next));
            }
        };
    }

    private interface Question<T> {
        T carryOut();
    }

    private <T> void ask(Caller caller, Consumer<T> answer, T unknown, Question<T> question, Runnable whenDecided) {
        Dialogue<T> dialogue = new Dialogue<>(caller, answer, unknown);
        boolean isSilent = dice.chance(manners.silences());
        if (!isSilent) {
            schedule.after(manners.timeoutNanos(), dialogue::giveUp);
        }
        boolean isLost = isDown || dice.chance(manners.lostRequests());
        boolean isLate = !isLost && dice.chance(manners.lateRequests());
        if (isLost) {
            tally.count("register request lost");
            whenDecided.run();
            return;
        }
        long way = delay();
        if (isLate) {
            tally.count("register request late");
            way += manners.timeoutNanos() * (1 + dice.below(RegisterManners.LATE_TIMEOUTS));
        }
        boolean isAnswerLost = isSilent ? dice.flip() : dice.chance(manners.lostAnswers());
        // Who hears nothing for long gives the question up by himself; its answer may come when he has asked another.
        long back = isSilent ? delay() + manners.timeoutNanos() * (1 + dice.below(SILENT_TIMEOUTS)) : delay();
        int before = forgettings;
        schedule.after(way, () -> {
            if (before != forgettings) {
                return;
            }
            whenDecided.run();
            T result = question.carryOut();
            if (isAnswerLost) {
                tally.count("register answer lost");
            } else {
                schedule.after(back, () -> dialogue.answer(result));
            }
        });
    }

    private long delay() {
        return dice.between(manners.leastDelayNanos(), manners.mostDelayNanos());
    }

    private Outcome change(int partition, Optional<PartitionOwner> expected, PartitionOwner next) {
        Optional<PartitionOwner> before = record(partition);
        if (!before.equals(expected)) {
            trace.note("register refused", next.epoch(), next.version(), () -> "register refused " + next);
            return Outcome.REFUSED;
        }
        records.put(partition, next);
        trace.note("register", next.epoch(), next.version(), () -> "register now " + next);
        watcher.changed(before, next);
        return Outcome.CHANGED;
    }

    private void removeOne(PartitionOwner decided) {
        underWay.remove(decided);
    }

    /** A question, answered once or never. */
    private static final class Dialogue<T> {

        private final Caller caller;
        private final Consumer<T> asker;
        private final T unknown;
        private boolean isOver;

        Dialogue(Caller caller, Consumer<T> asker, T unknown) {
            this.caller = caller;
            this.asker = asker;
            this.unknown = unknown;
        }

        void answer(T result) {
            if (!isOver) {
                isOver = true;
                caller.deliver(() -> asker.accept(result));
            }
        }

        void giveUp() {
            answer(unknown);
        }
    }
}
