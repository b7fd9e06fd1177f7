package io.gantry.simulator.cluster;

import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Schedule;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** A thread of a process, as turns at times that the dice choose: soon after one in which there was something to do, later after another. */
final class Activity {

    private final Schedule schedule;
    private final Dice dice;
    private final BooleanSupplier mayRun;
    private final IntSupplier work;
    private Pace pace;
    private long slowedBy;
    private long nextAt = Long.MAX_VALUE;

    /**
     * @param mayRun whether the process is not paused
     * @param work one turn; answers whether there was something to do, below zero for never again
     */
    Activity(Schedule schedule, Dice dice, Pace pace, BooleanSupplier mayRun, IntSupplier work) {
        this.schedule = schedule;
        this.dice = dice;
        this.pace = pace;
        this.mayRun = mayRun;
        this.work = work;
    }

    /** Takes so much longer from turn to turn from now on. */
    void slow(long byNanos) {
        slowedBy = byNanos;
    }

    /** There may be something to do. */
    void wake() {
        long soon = schedule.now() + pace.busy(dice) + slowedBy;
        if (soon < nextAt) {
            turnAt(soon);
        }
    }

    private void turnAt(long atNanos) {
        nextAt = atNanos;
        schedule.at(atNanos, () -> turn(atNanos));
    }

    private void turn(long atNanos) {
        if (atNanos != nextAt) {
            return;
        }
        nextAt = Long.MAX_VALUE;
        if (!mayRun.getAsBoolean()) {
            return;
        }
        int done = work.getAsInt();
        if (done >= 0) {
            long delay = done > 0 ? pace.busy(dice) : pace.idle(dice);
            long next = schedule.now() + delay + slowedBy;
            if (next < nextAt) {
                turnAt(next);
            }
        }
    }
}
