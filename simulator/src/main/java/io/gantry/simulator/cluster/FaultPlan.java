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
    private static final int SERIES = 550;
    private static final int LATE_WORDS = 250;
    private static final int MORE = 1;
    private static final int RARE_SERIES = 120;
    private static final int RARE = 1;
    /** A worker that is back before anybody has taken over is another case than one that comes late. */
    private static final int SHORT_DOWN_TIMES = 300;

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
            ReplicaStep step = ReplicaStep.values()[(int) Math.floorMod(seed, (long) ReplicaStep.values().length)];
            faults.add(crashAtStep(step.ordinal()));
            provoke(step, faults);
        }
        if (dice.chance(SERIES)) {
            FaultSeries.add(dice, shape, faults);
        }
        // By dice of their own, so that all others fall as they would without.
        Dice more = dice.fork(MORE);
        if (shape.durability() == Durability.REPLICATED && more.chance(LATE_WORDS)) {
            FaultSeries.addLateWords(more, shape, faults);
        }
        Dice rare = dice.fork(RARE);
        if (rare.chance(RARE_SERIES)) {
            FaultSeries.addRare(rare, shape, faults);
        }
        int count = dice.below(dice.chance(150) ? STORM_FAULTS : MAX_FAULTS);
        for (int i = 0; i < count; i++) {
            faults.add(fault());
        }
        faults.sort((one, other) -> Long.compare(one.atNanos(), other.atNanos()));
        return faults;
    }

    /** Has a replica get to a step that few get to by themselves. */
    private void provoke(ReplicaStep step, List<Fault> faults) {
        long at = dice.between(shape.tradingNanos() / 4, shape.tradingNanos());
        switch (step) {
            case BEFORE_CUT, AFTER_CUT -> {
                // Records get to one standby and not to the other, which takes over.
                for (int round = 0; round < 3; round++) {
                    long begin = at * (round + 1) / 3;
                    long silence = shape.times().takeoverNanos();
                    int without = dice.below(shape.workers());
                    int with = (without + 1 + dice.below(shape.workers() - 1)) % shape.workers();
                    faults.add(new Fault(FaultKind.CUT, begin, Fault.PRIMARY, without, silence, 0));
                    faults.add(new Fault(FaultKind.PAUSE, begin + 4 * MILLI, with, 0, 2 * silence, 0));
                    faults.add(new Fault(FaultKind.POWER, begin + 5 * MILLI, Fault.PRIMARY, 0, 3 * silence, 0));
                }
            }
            case DEPOSED, BEFORE_REBUILD -> {
                long silence = shape.times().takeoverNanos() * 3;
                faults.add(new Fault(FaultKind.ISOLATE, at, Fault.PRIMARY, 0, silence, 0));
                faults.add(new Fault(FaultKind.PAUSE, at + 2 * silence, Fault.PRIMARY, 0, silence, 0));
            }
            case EPOCH_LOGGED -> {
                // Standbys have taken as much as they can and executed little of it, when one of them takes over.
                int quick = dice.below(shape.workers());
                for (int worker = 0; worker < shape.workers(); worker++) {
                    if (worker != quick) {
                        long late = dice.between(40, 200) * MILLI;
                        faults.add(new Fault(FaultKind.EGRESS_SLOW, 0, worker, 0, shape.tradingNanos() * 2, late));
                    }
                }
                faults.add(new Fault(FaultKind.KILL, at, Fault.PRIMARY, 0, downTime(), 0));
            }
            case INSTALL_BEGAN, INSTALL_COMPLETE ->
                faults.add(new Fault(FaultKind.KILL, at / 4, dice.below(shape.workers()), 0, at, 0));
            default -> {}
        }
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
            return of(FaultKind.RESTART, dice.between(1, 60) * MILLI, dice.below(2));
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
        return dice.flip()
                ? of(FaultKind.CONNECTIONS_BREAK, 0, 0)
                : of(FaultKind.EGRESS_SLOW, dice.between(20, 200) * MILLI, dice.between(10, 100) * MILLI);
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
        return dice.chance(SHORT_DOWN_TIMES) ? dice.between(MILLI / 2, 8 * MILLI) : dice.between(1, 120) * MILLI;
    }
}
