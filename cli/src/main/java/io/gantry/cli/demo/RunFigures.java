package io.gantry.cli.demo;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts and times of a run that goes on. Any thread. */
final class RunFigures {
    private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(30);
    private static final int DIGITS = 3;
    private static final int MAX_TROUBLES = 5;

    private final Histogram latencyMicros = new ConcurrentHistogram(1, LONGEST_MICROS, DIGITS);
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong lastEndNanos = new AtomicLong();
    private final GapWatch watchedSymbol = new GapWatch();
    private final AtomicInteger troubles = new AtomicInteger();
    private final StringBuffer troubleTexts = new StringBuffer();
    private volatile long startNanos;
    private volatile String waitsFor = "";

    void started(long nowNanos) {
        startNanos = nowNanos;
        lastEndNanos.set(nowNanos);
    }

    /** What is being done behind the last command. */
    void waitsFor(String what) {
        waitsFor = what;
    }

    /** Empty while commands are sent. */
    String waitsFor() {
        return waitsFor;
    }

    void sent() {
        sent.incrementAndGet();
    }

    /** A command was answered. */
    void answered(long intendedNanos, long nowNanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nowNanos - intendedNanos));
        latencyMicros.recordValue(Math.min(micros, LONGEST_MICROS));
        answered.incrementAndGet();
        ended(nowNanos);
    }

    /** A command has its outcome, of whatever kind. */
    void ended(long nowNanos) {
        lastEndNanos.accumulateAndGet(nowNanos, (one, other) -> one - other > 0 ? one : other);
        ended.incrementAndGet();
    }

    /** Something went wrong that the check will judge; the first few are kept. */
    void trouble(String sentence) {
        if (troubles.incrementAndGet() <= MAX_TROUBLES) {
            troubleTexts.append(sentence).append('\n');
        }
    }

    GapWatch watchedSymbol() {
        return watchedSymbol;
    }

    long sentCommands() {
        return sent.get();
    }

    long endedCommands() {
        return ended.get();
    }

    /** Commands that were executed or rejected. */
    long answeredCommands() {
        return answered.get();
    }

    boolean isAllEnded() {
        return ended.get() == sent.get();
    }

    /** What went wrong, a line each. */
    String troubles() {
        int more = troubles.get() - MAX_TROUBLES;
        return more > 0 ? troubleTexts + "and " + more + " more\n" : troubleTexts.toString();
    }

    /** The figures as they stand. */
    RunTimes times() {
        long nanos = lastEndNanos.get() - startNanos;
        double seconds = nanos / (double) TimeUnit.SECONDS.toNanos(1);
        return new RunTimes(
                seconds,
                seconds > 0 ? ended.get() / seconds : 0,
                latencyMicros.getValueAtPercentile(50),
                latencyMicros.getValueAtPercentile(99),
                latencyMicros.getValueAtPercentile(99.9),
                latencyMicros.getMaxValue(),
                watchedSymbol.longestNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1));
    }
}
