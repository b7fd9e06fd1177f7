package io.gantry.simulator.cluster;

import io.gantry.engine.api.journal.Durability;
import io.gantry.partition.ReplicaStep;
import io.gantry.simulator.world.Dice;
import java.util.ArrayList;
import java.util.List;

/** Makes faults up. */
final class FaultPlan {

    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;
    private static final int MAX_FAULTS = 7;
    private static final int STORM_FAULTS = 25;
    private static final int AT_PRIMARY = 400;
    private static final int FORGETTING = 500;

    private final Dice dice;
    private final Shape shape;

    private FaultPlan(Dice dice, Shape shape) {
        this.dice = dice;
        this.shape = shape;
    }

    /**
     * Faults for a run.
     *
     * @param seed of the run: by it each step of a replica gets its crash, one after the other
     */
    static List<Fault> of(Dice dice, Shape shape, long seed) {
        return new FaultPlan(dice, shape).faults(seed);
    }

    private List<Fault> faults(long seed) {
        List<Fault> faults = new ArrayList<>();
        if (dice.chance(50)) {
            return faults;
        }
        if (dice.chance(600)) {
            faults.add(crashAtStep((int) Math.floorMod(seed, (long) ReplicaStep.values().length)));
        }
        int count = dice.below(dice.chance(150) ? STORM_FAULTS : MAX_FAULTS);
        for (int i = 0; i < count; i++) {
            faults.add(fault());
        }
        faults.sort((one, other) -> Long.compare(one.atNanos(), other.atNanos()));
        return faults;
    }

    private Fault crashAtStep(int step) {
        return new Fault(
                FaultKind.CRASH_AT_STEP, dice.between(0, shape.tradingNanos() / 2), 0, dice.below(2), downTime(), step);
    }

    private Fault fault() {
        int at = dice.below(100);
        if (at < 12) {
            return of(FaultKind.KILL, downTime(), 0);
        } else if (at < 22) {
            return of(FaultKind.POWER, downTime(), 0);
        } else if (at < 30) {
            return crashAtStep(dice.below(ReplicaStep.values().length)).at(when());
        } else if (at < 38) {
            return link(FaultKind.CRASH_AT_DISK, dice.below(2), downTime(), dice.below(20));
        } else if (at < 40) {
            return of(FaultKind.BLACKOUT, downTime(), dice.chance(FORGETTING) ? 1 : 0);
        } else if (at < 42) {
            boolean isAllowed = shape.durability() == Durability.REPLICATED_FSYNC;
            return of(isAllowed ? FaultKind.POWER_ALL : FaultKind.RESTART, downTime(), 0);
        } else if (at < 47) {
            return of(FaultKind.RESTART, dice.between(1, 60) * MILLI, 0);
        } else if (at < 56) {
            return of(FaultKind.PAUSE, dice.between(1, 150) * MILLI, 0);
        } else if (at < 64) {
            return link(FaultKind.CUT, otherWorker(), dice.between(5, 150) * MILLI, 0);
        } else if (at < 70) {
            return of(FaultKind.ISOLATE, dice.between(5, 150) * MILLI, 0);
        } else if (at < 74) {
            return link(FaultKind.SLOW_LINK, otherWorker(), dice.between(20, 150) * MILLI, dice.between(1, 30) * MILLI);
        } else if (at < 77) {
            return of(
                    FaultKind.CLOCK_JUMP, 0, dice.flip() ? dice.between(-HOUR, HOUR) : dice.between(-200, 200) * MILLI);
        } else if (at < 81) {
            return of(FaultKind.REGISTER_DOWN, dice.between(10, 150) * MILLI, 0);
        } else if (at < 86) {
            return of(FaultKind.REGISTER_BAD, dice.between(20, 200) * MILLI, 0);
        } else if (at < 88) {
            return of(FaultKind.DISK_FULL, dice.between(10, 120) * MILLI, 0);
        } else if (at < 90) {
            return of(FaultKind.SYNC_FAILS, 0, 0);
        } else if (at < 93) {
            return of(FaultKind.DISK_SLOW, dice.between(20, 150) * MILLI, dice.between(2, 60) * MILLI);
        } else if (at < 95) {
            return of(FaultKind.ROT, 0, 0);
        } else if (at < 97) {
            return of(FaultKind.WIPE, downTime(), 0);
        }
        return of(FaultKind.CONNECTIONS_BREAK, 0, 0);
    }

    private Fault of(FaultKind kind, long forNanos, long detail) {
        return link(kind, 0, forNanos, detail);
    }

    private Fault link(FaultKind kind, int other, long forNanos, long detail) {
        int worker = dice.chance(AT_PRIMARY) ? Fault.PRIMARY : dice.below(shape.workers());
        return new Fault(kind, when(), worker, other, forNanos, detail);
    }

    private int otherWorker() {
        return dice.below(shape.workers());
    }

    private long when() {
        return dice.between(0, shape.tradingNanos());
    }

    private long downTime() {
        return dice.between(1, 120) * MILLI;
    }
}
