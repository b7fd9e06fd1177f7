package io.gantry.benchmarks.load;

import io.gantry.benchmarks.measure.Percentiles;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * The control beside a measurement: a thread that only sleeps for a millisecond at a time and notes how much later than that it woke up. What it sees
 * the machine and the JVM did, not what is measured.
 */
public final class HiccupMeter implements AutoCloseable {
    private static final long SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long HIGHEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Histogram stalls = new Histogram(HIGHEST_NANOS, 3);
    private final Thread thread = new Thread(this::run, "hiccups");
    private volatile boolean isStopped;

    private HiccupMeter() {
        thread.setDaemon(true);
    }

    public static HiccupMeter start() {
        HiccupMeter meter = new HiccupMeter();
        meter.thread.start();
        return meter;
    }

    private void run() {
        long before = System.nanoTime();
        while (!isStopped) {
            LockSupport.parkNanos(SLEEP_NANOS);
            long now = System.nanoTime();
            long stall = Math.min(HIGHEST_NANOS, Math.max(0, now - before - SLEEP_NANOS));
            // A long stall stands for all the short sleeps that it swallowed.
            stalls.recordValueWithExpectedInterval(stall, SLEEP_NANOS);
            before = now;
        }
    }

    @Override
    public void close() {
        isStopped = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it saw; after it was closed. */
    public Percentiles stalls() {
        return Percentiles.of(stalls);
    }
}
