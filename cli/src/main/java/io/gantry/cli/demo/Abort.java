package io.gantry.cli.demo;

import java.util.concurrent.atomic.AtomicReference;

/** Ends a run before its time: whoever finds a reason says it, and the running thread, woken up if it waits, stops. */
final class Abort {
    private final Thread runner;
    private final AtomicReference<String> reason = new AtomicReference<>("");

    /** @param runner the thread that carries out the run */
    Abort(Thread runner) {
        this.runner = runner;
    }

    /** Ends the run for this reason, unless there is one already. Any thread. */
    void because(String sentence) {
        if (reason.compareAndSet("", sentence)) {
            runner.interrupt();
        }
    }

    /** @throws RunException if there is a reason to end */
    void check() {
        String why = reason.get();
        if (!why.isEmpty()) {
            throw new RunException(why);
        }
    }

    /** What a wait that was interrupted ends with. */
    RunException interrupted(InterruptedException cause) {
        String why = reason.get();
        return new RunException(why.isEmpty() ? "interrupted" : why, cause);
    }
}
