package io.gantry.simulator.cluster;

import io.gantry.partition.ReplicaStep;
import java.util.Locale;

/**
 * Something that goes wrong.
 *
 * @param kind what
 * @param atNanos when, since trading began
 * @param worker whom it happens to, by index; {@link #PRIMARY} for whoever leads the first partition then
 * @param other the other end of a link, by index, {@link #PRIMARY} likewise; of a move the symbol
 * @param forNanos how long
 * @param detail a number whose meaning depends on the kind
 */
public record Fault(FaultKind kind, long atNanos, int worker, int other, long forNanos, long detail) {

    /** Whoever leads the first partition. */
    static final int PRIMARY = -1;

    private static final double MILLI = 1e6;

    /** The same at another time. */
    Fault at(long nanos) {
        return new Fault(kind, nanos, worker, other, forNanos, detail);
    }

    /** Of a {@link FaultKind#CRASH_AT_STEP}: where. */
    ReplicaStep step() {
        ReplicaStep[] steps = ReplicaStep.values();
        return steps[(int) (detail % steps.length)];
    }

    /** Of a crash at a step or at the disk: whether it is the machine that dies. */
    boolean isPowerFailure() {
        return other == 1;
    }

    private static String nameOf(int worker) {
        return worker == PRIMARY ? "the primary" : SimulatedWorker.nameOf(worker);
    }

    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "%8.3f ms  %s", atNanos / MILLI, kind);
        String name = nameOf(worker);
        String lasting = String.format(Locale.ROOT, " for %.3f ms", forNanos / MILLI);
        return text
                + switch (kind) {
                    case KILL, POWER, RESTART, PAUSE, ISOLATE, DISK_FULL, DISK_SLOW, EGRESS_SLOW ->
                        " " + name + lasting;
                    case CRASH_AT_STEP ->
                        " whoever reaches " + step() + (isPowerFailure() ? ", with its machine," : "") + lasting;
                    case CRASH_AT_DISK ->
                        " " + name + (isPowerFailure() ? " with its machine" : "") + " after " + detail + " changes"
                                + lasting;
                    case CUT, SLOW_LINK -> " " + name + " to " + nameOf(other) + lasting;
                    case CLOCK_JUMP -> " " + name + String.format(Locale.ROOT, " by %.3f ms", detail / MILLI);
                    case BLACKOUT -> (detail == 1 ? ", and the register forgets," : "") + lasting;
                    case POWER_ALL, REGISTER_DOWN, REGISTER_BAD -> lasting;
                    case GIVEN_UP_MOVE, MOVE -> " of symbol number " + other + " at " + name + lasting;
                    case SYNC_FAILS, ROT, WIPE, CONNECTIONS_BREAK -> " " + name;
                };
    }
}
