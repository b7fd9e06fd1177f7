package io.gantry.benchmarks.load;

import io.gantry.benchmarks.measure.Percentiles;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** The answers of a target: how many there are, what they said, and how long they took. One thread answers, another one asks. */
public final class AnswerLog {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int NONE = Integer.MAX_VALUE;

    private final Histogram latency = new Histogram(HIGHEST_NANOS, 3);
    private final AtomicInteger answered = new AtomicInteger();
    private DueTimes due = request -> 0;
    private int firstTimed = NONE;
    private long filled;
    private long refused;

    /** From a request on answers are timed. When none is under way. */
    void time(int first, DueTimes times) {
        latency.reset();
        due = times;
        firstTimed = first;
    }

    /**
     * An answer has come; in the order of requests.
     *
     * @param filledQuantity what the request traded at once
     */
    public void answered(int request, boolean isExecuted, long filledQuantity) {
        if (request >= firstTimed) {
            long nanos = System.nanoTime() - due.dueNanos(request);
            latency.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, nanos)));
        }
        filled += filledQuantity;
        if (!isExecuted) {
            refused++;
        }
        answered.setRelease(request + 1);
    }

    /** How many requests are answered: all with lower numbers are. Any thread. */
    public int answered() {
        return answered.getAcquire();
    }

    /** What all requests traded at once. When none is under way. */
    public long filled() {
        return filled;
    }

    /** How many requests were refused. When none is under way. */
    public long refused() {
        return refused;
    }

    /** Of those that were timed. When none is under way. */
    public Percentiles latency() {
        return Percentiles.of(latency);
    }
}
