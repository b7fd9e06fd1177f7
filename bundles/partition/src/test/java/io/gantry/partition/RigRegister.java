package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * One partition's record in a register of which the test says how it answers: at once and well, unless told otherwise. Any thread.
 */
final class RigRegister {

    /** What becomes of a question. */
    enum Fate {
        /** Carried out and answered. */
        ANSWERED,
        /** Carried out, and answered that nobody knows. */
        DONE_IN_DOUBT,
        /** Not carried out, and answered that nobody knows. */
        LOST_IN_DOUBT,
        /** Answered that nobody knows; {@link RigRegister#carryOutLate} carries it out. */
        LATE_IN_DOUBT,
        /** Neither carried out nor answered. */
        UNANSWERED
    }

    private final List<String> history = new ArrayList<>();
    private final Map<String, Fate> usual = new TreeMap<>();
    private final Map<String, Fate> nextChange = new TreeMap<>();
    private final Deque<Runnable> late = new ArrayDeque<>();
    private Optional<PartitionOwner> record = Optional.empty();

    synchronized Optional<PartitionOwner> record() {
        return record;
    }

    /** All changes, oldest first, such as {@code w1 1/1 [w1, w2]}: primary, epoch and version, in-sync set. */
    synchronized List<String> history() {
        return List.copyOf(history);
    }

    /** Everything is forgotten. */
    synchronized void forget() {
        record = Optional.empty();
    }

    /** Somebody put this there. */
    synchronized void becomes(PartitionOwner owner) {
        record = Optional.of(owner);
    }

    /** What becomes of all of a worker's questions from now on. */
    synchronized void usually(String worker, Fate fate) {
        usual.put(worker, fate);
    }

    /** What becomes of a worker's next change. */
    synchronized void nextChange(String worker, Fate fate) {
        nextChange.put(worker, fate);
    }

    /** Carries out what was late, oldest first. */
    synchronized void carryOutLate() {
        while (!late.isEmpty()) {
            late.pop().run();
        }
    }

    /** The register as one worker's replica has it. */
    ReplicaRegister of(String worker) {
        return new ReplicaRegister() {
            @Override
            public void read(Consumer<Reading> answer) {
                RigRegister.this.read(worker, answer);
            }

            @Override
            public void compareAndSet(
                    Optional<PartitionOwner> expected, PartitionOwner next, Consumer<Outcome> answer) {
                change(worker, expected, next, answer);
            }
        };
    }

    private synchronized void read(String worker, Consumer<ReplicaRegister.Reading> answer) {
        switch (usual.getOrDefault(worker, Fate.ANSWERED)) {
            case ANSWERED -> answer.accept(new ReplicaRegister.Reading(true, record));
            case UNANSWERED -> {
                // Nothing comes back.
            }
            default -> answer.accept(ReplicaRegister.Reading.UNKNOWN);
        }
    }

    private synchronized void change(
            String worker,
            Optional<PartitionOwner> expected,
            PartitionOwner next,
            Consumer<ReplicaRegister.Outcome> answer) {
        Fate always = usual.getOrDefault(worker, Fate.ANSWERED);
        Fate once = nextChange.remove(worker);
        switch (once == null ? always : once) {
            case ANSWERED ->
                answer.accept(
                        replace(expected, next) ? ReplicaRegister.Outcome.CHANGED : ReplicaRegister.Outcome.REFUSED);
            case DONE_IN_DOUBT -> {
                replace(expected, next);
                answer.accept(ReplicaRegister.Outcome.UNKNOWN);
            }
            case LOST_IN_DOUBT -> answer.accept(ReplicaRegister.Outcome.UNKNOWN);
            case LATE_IN_DOUBT -> {
                late.add(() -> replace(expected, next));
                answer.accept(ReplicaRegister.Outcome.UNKNOWN);
            }
            case UNANSWERED -> {
                // Nothing comes back.
            }
        }
    }

    private boolean replace(Optional<PartitionOwner> expected, PartitionOwner next) {
        if (!record.equals(expected)) {
            return false;
        }
        record = Optional.of(next);
        history.add(next.worker() + " " + next.epoch() + "/" + next.version() + " " + next.inSync());
        return true;
    }
}
