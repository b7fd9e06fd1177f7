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
     * Something has gone wrong that no answer tells.
     *
     * @throws io.gantry.benchmarks.BenchException saying what
     */
    default void check() {}

    @Override
    void close();
}
