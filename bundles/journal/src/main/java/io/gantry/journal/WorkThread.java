package io.gantry.journal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A thread of a journal's own: works as long as there is something to do, and sleeps otherwise. */
final class WorkThread implements Runnable {
    private final BooleanSupplier work;
    private final int shortPauses;
    private final long shortPauseNanos;
    private final long longPauseNanos;
    private final String name;
    private Thread thread = Thread.currentThread();
    private volatile boolean isAsleep;
    private volatile boolean isStopping;
    private int pauses;

    /**
     * @param shortPauses how often to look again soon after work, so that under load nobody has to wake this thread. Then it sleeps until
     *     woken, since short pauses for ever would cost a tenth of a core and more
     * @param shortPauseMicros length of such a pause; the operating system adds some 50 microseconds
     * @param longPauseMillis how long it sleeps at most. Something given just as it goes to sleep may not see it sleeping and waits so long
     *     at worst, which is not worth a fence in every append
     * @param work does some of what there is to do, and answers whether there was anything
     */
    WorkThread(String name, int shortPauses, int shortPauseMicros, int longPauseMillis, BooleanSupplier work) {
        this.name = name;
        this.shortPauses = shortPauses;
        this.shortPauseNanos = TimeUnit.MICROSECONDS.toNanos(shortPauseMicros);
        this.longPauseNanos = TimeUnit.MILLISECONDS.toNanos(longPauseMillis);
        this.work = work;
    }

    void start() {
        thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Tells that there is something to do. Costs one look at a flag, unless the thread has gone to sleep. */
    void wake() {
        if (isAsleep) {
            isAsleep = false;
            LockSupport.unpark(thread);
        }
    }

    /** Ends the thread when there is nothing left to do, and waits for that. */
    void stop() {
        isStopping = true;
        LockSupport.unpark(thread);
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // What was appended must reach the disk; the caller hears of the interrupt afterwards.
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (true) {
            // Read before looking for work, so that nothing given before the stop is left behind.
            boolean isLastRound = isStopping;
            if (work.getAsBoolean()) {
                pauses = 0;
            } else if (isLastRound) {
                return;
            } else {
                pause();
            }
        }
    }

    private void pause() {
        if (pauses < shortPauses) {
            pauses++;
            LockSupport.parkNanos(this, shortPauseNanos);
            return;
        }
        isAsleep = true;
        if (!work.getAsBoolean() && !isStopping) {
            LockSupport.parkNanos(this, longPauseNanos);
        }
        isAsleep = false;
    }
}
