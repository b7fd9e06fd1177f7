package io.gantry.cli.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * When each command is due, whatever became of those before it: who falls behind does not get more time, so a stall shows
 * in the latencies of all commands that it delays.
 */
final class Pace {
    /** Commands are due as soon as they can be sent. */
    static final long UNLIMITED = 0;

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoClock;
    private final long perSecond;
    private final long startNanos;

    /** @param perSecond commands, or {@link #UNLIMITED} */
    Pace(LongSupplier nanoClock, long perSecond) {
        this.nanoClock = nanoClock;
        this.perSecond = perSecond;
        this.startNanos = nanoClock.getAsLong();
    }

    /** Waits until a command is due, and tells when that is; an interrupt ends the wait. */
    long await(long index) {
        long now = nanoClock.getAsLong();
        if (perSecond == UNLIMITED) {
            return now;
        }
        long due = startNanos + (long) (index * (NANOS_PER_SECOND / perSecond));
        while (now - due < 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(due - now);
            now = nanoClock.getAsLong();
        }
        return due;
    }
}
