package io.gantry.partition;

import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.IdleStrategy;

/**
 * How a thread waits that others give work to: spins and yields a little, then sleeps until it is woken, or until it has something to do by the clock. Waking
 * costs a look at a flag as long as the thread is awake.
 *
 * <p>The thread says that it goes to sleep, looks for work once more, and only then sleeps; so who gives it work either is seen, or sees it
 * sleeping.
 */
final class Wakeable implements IdleStrategy {

    private static final int SPINS = 20;
    private static final int YIELDS = 10;

    private final long maxIdleNanos;
    private volatile boolean isAsleep;
    private volatile Thread thread;
    private int idled;

    /** @param maxIdleNanos longest sleep; 0: it never sleeps */
    Wakeable(long maxIdleNanos) {
        this.maxIdleNanos = maxIdleNanos;
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
        } else if (!isAsleep) {
            thread = Thread.currentThread();
            isAsleep = true;
        } else {
            LockSupport.parkNanos(this, maxIdleNanos);
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
