package io.gantry.launcher;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The way out for a component that finds that the worker cannot go on. Registered as a service with the property
 * {@code gantry.fatal=true}. Any thread may call it, framework threads and activating components included: it never waits
 * for the stop that it asks for. The first sentence wins, later ones are mostly its consequences and are dropped.
 */
final class FatalErrors implements Consumer<String> {

    static final String PROPERTY = "gantry.fatal";

    private final PrintStream err;
    private final Runnable requestStop;
    private final AtomicBoolean raised = new AtomicBoolean();

    FatalErrors(PrintStream err, Runnable requestStop) {
        this.err = err;
        this.requestStop = requestStop;
    }

    @Override
    public void accept(String sentence) {
        if (raised.compareAndSet(false, true)) {
            err.println("gantry: " + sentence);
            requestStop.run();
        }
    }

    boolean isRaised() {
        return raised.get();
    }
}
