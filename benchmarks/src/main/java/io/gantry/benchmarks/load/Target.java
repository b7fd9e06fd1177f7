package io.gantry.benchmarks.load;

/**
 * What takes requests. It knows what each request is by its number; numbers begin at 0 and rise by one. Answers go to an {@link AnswerLog}, from a
 * thread of the target's own, always the same, or from {@link #poll}.
 */
public interface Target extends AutoCloseable {

    /**
     * Sends a request. One thread.
     *
     * @return false if there is no room now: nothing was sent
     */
    boolean offer(int request);

    /**
     * Does what is to be done to send and to let answers in. Does nothing if the target has threads for that. The same thread as {@link #offer}.
     *
     * @return how much was done
     */
    default int poll() {
        return 0;
    }

    /**
     * As many are under way as may be, and nothing is to be done: leaves the machine to others until that may have changed, for a millisecond or two at
     * most. Under full load, whoever waits must not take what the others need; where a latency is measured, waiting goes on with {@link #poll}.
     */
    default void await() {
        Thread.yield();
    }

    /**
     * Something has gone wrong that no answer tells.
     *
     * @throws io.gantry.benchmarks.BenchException saying what
     */
    default void check() {}

    @Override
    void close();
}
