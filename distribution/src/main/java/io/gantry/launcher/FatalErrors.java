package io.gantry.launcher;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The way out for a component that finds that the worker cannot go on. Registered as a service with the property
 * {@code gantry.fatal=true}. Any thread may call it, framework threads and activating components included: it never waits
 * for the stop that it asks for. The first sentence wins, later ones are mostly its consequences and are dropped, and so is
 * what the component runtime prints of them with their stack traces; what helps to find the cause is in the log.
 */
final class FatalErrors implements Consumer<String> {

    static final String PROPERTY = "gantry.fatal";

    private final PrintStream err;
    private final Runnable hush;
    private final Runnable requestStop;
    private final AtomicBoolean raised = new AtomicBoolean();

    /**
     * @param err where the sentence goes
     * @param hush has the bundles' consoles say no more
     * @param requestStop must not wait
     */
    FatalErrors(PrintStream err, Runnable hush, Runnable requestStop) {
        this.err = err;
        this.hush = hush;
        this.requestStop = requestStop;
    }

    @Override
    public void accept(String sentence) {
        if (raised.compareAndSet(false, true)) {
            err.println("gantry: " + sentence);
            hush.run();
            requestStop.run();
        }
    }

    boolean isRaised() {
        return raised.get();
    }
}
