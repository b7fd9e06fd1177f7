package io.gantry.benchmarks.load;

import io.gantry.benchmarks.BenchException;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Sends requests to a target, one thread, and waits for the answers. Goes through the numbers of requests once. */
public final class LoadDriver {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long HIGHEST_NANOS = PATIENCE_NANOS;
    private static final int WATCH_EVERY = 1 << 12;

    /** So many are handed over before it is looked after them: to send each by itself would cost a call of the system each. */
    private static final int BATCH = 64;

    private final Target target;
    private final AnswerLog answers;
    private final int limit;
    private int next;

    /** @param limit so many requests there are */
    public LoadDriver(Target target, AnswerLog answers, int limit) {
        this.target = target;
        this.answers = answers;
        this.limit = limit;
    }

    /** Number of the next request. */
    public int next() {
        return next;
    }

    /**
     * Sends requests as fast as they are taken, and waits for all answers.
     *
     * @param window so many are under way at most
     * @return how many a second, from the first request to the last answer
     */
    public double flood(int count, int window) {
        long start = System.nanoTime();
        requireLeft(count);
        int end = next + count;
        while (next < end) {
            send(window);
        }
        awaitAnswers();
        return count * 1e9 / (System.nanoTime() - start);
    }

    /** The same for a time, or until no request is left. */
    public double floodFor(long nanos, int window) {
        long start = System.nanoTime();
        int first = next;
        requireLeft(1);
        while (System.nanoTime() - start < nanos && next < limit) {
            send(window);
        }
        awaitAnswers();
        return (next - first) * 1e9 / (System.nanoTime() - start);
    }

    private void requireLeft(int count) {
        if (limit - next < count) {
            throw new BenchException(
                    "the stream is too short for this machine: " + next + " of " + limit + " requests are used up");
        }
    }

    private void send(int window) {
        if (next - answers.answered() >= window || !target.offer(next)) {
            sendWhenPossible(window);
        }
        if (++next % BATCH == 0) {
            target.poll();
        }
    }

    private void sendWhenPossible(int window) {
        Patience patience = new Patience();
        do {
            if (target.poll() == 0) {
                target.await();
                patience.check();
            }
        } while (next - answers.answered() >= window || !target.offer(next));
    }

    /** Sends one request after the other for a time, each when the one before is answered; each one's latency counts from when it is sent. */
    public void oneByOne(long nanos) {
        SentTime sent = new SentTime();
        answers.time(next, sent);
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            requireLeft(1);
            sent.now();
            send(1);
            awaitAnswers();
        }
    }

    /**
     * Sends requests at a constant rate, and waits for all answers. Each one's latency counts from when it was due.
     *
     * @param lead so many at the start are not timed
     * @return how late requests were sent
     */
    public Histogram pace(int lead, int count, int ratePerSecond) {
        requireLeft(lead + count);
        Histogram late = new Histogram(HIGHEST_NANOS, 3);
        Schedule schedule = new Schedule(next, System.nanoTime(), ratePerSecond);
        int firstTimed = next + lead;
        int end = firstTimed + count;
        answers.time(firstTimed, schedule);
        while (next < end) {
            long due = schedule.dueNanos(next);
            while (System.nanoTime() < due) {
                rest();
            }
            if (!target.offer(next)) {
                sendWhenPossible(Integer.MAX_VALUE);
            }
            if (next >= firstTimed) {
                late.recordValue(Math.min(HIGHEST_NANOS, Math.max(0, System.nanoTime() - due)));
            }
            next++;
            target.poll();
        }
        awaitAnswers();
        return late;
    }

    private void awaitAnswers() {
        Patience patience = new Patience();
        while (answers.answered() < next) {
            if (target.poll() == 0) {
                Thread.yield();
                patience.check();
            }
        }
    }

    /** With few cores, whoever waits must let others run. */
    private void rest() {
        if (target.poll() == 0) {
            Thread.yield();
        }
    }

    /** Gives up if no answer comes. */
    private final class Patience {
        private final long since = System.nanoTime();
        private final int had = answers.answered();
        private int checks;

        void check() {
            if (++checks % WATCH_EVERY != 0) {
                return;
            }
            target.check();
            int has = answers.answered();
            if (has == had && System.nanoTime() - since > PATIENCE_NANOS) {
                throw new BenchException("no answer for " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS) + " s: "
                        + has + " of " + next + " requests are answered");
            }
        }
    }
}
