package io.gantry.partition;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * How a thread waits that others give work to: spins a little and yields once, then sleeps until it is woken, or until it has something to do by the clock.
 * Waking costs a look at a flag as long as the thread is awake.
 *
 * <p>Under load it is woken at most once in an interval, and what comes meanwhile is one batch: to be woken for each command by itself costs more than
 * the command. Network cards hold their interrupts back for the same reason.
 *
 * <p>The thread says that it goes to sleep, looks for work once more, and only then sleeps; so who gives it work either is seen, or sees it
 * sleeping.
 */
final class Wakeable implements IdleStrategy {

    private static final int SPINS = 20;

    /** More of them would give work time to come, and take it from whoever has work where there are fewer cores than threads. */
    private static final int YIELDS = 1;

    private final long maxIdleNanos;
    private final long wakeIntervalNanos;
    private volatile boolean isAsleep;
    private volatile Thread thread;
    private int idled;
    private long wokenNanos;

    /**
     * @param maxIdleNanos longest sleep; 0: it never sleeps
     * @param wakeIntervalNanos it goes to sleep for others to wake it only when so much has passed since they did; until then it rests
     */
    Wakeable(long maxIdleNanos, long wakeIntervalNanos) {
        this.maxIdleNanos = maxIdleNanos;
        this.wakeIntervalNanos = wakeIntervalNanos;
        wokenNanos = System.nanoTime() - wakeIntervalNanos;
    }

    /** There is work. Any thread. */
    void wake() {
        if (isAsleep) {
            isAsleep = false;
            LockSupport.unpark(thread);
        }
    }

    @Override
    public void idle(int workCount) {
        if (workCount > 0) {
            reset();
        } else {
            idle();
        }
    }

    @Override
    public void idle() {
        idled++;
        if (idled <= SPINS || maxIdleNanos == 0) {
            Thread.onSpinWait();
        } else if (idled <= SPINS + YIELDS) {
            Thread.yield();
        } else if (isAsleep) {
            LockSupport.parkNanos(this, maxIdleNanos);
            wokenNanos = System.nanoTime();
        } else {
            restOrSayAsleep();
        }
    }

    private void restOrSayAsleep() {
        long restNanos = wokenNanos + wakeIntervalNanos - System.nanoTime();
        if (restNanos > 0) {
            LockSupport.parkNanos(this, restNanos);
        } else {
            thread = Thread.currentThread();
            isAsleep = true;
        }
    }

    @Override
    public void reset() {
        idled = 0;
        if (isAsleep) {
            isAsleep = false;
        }
    }
}
