package io.gantry.benchmarks.pipeline;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Supplier;

/** Tells whoever waits what is being done. */
final class Progress {
    private final PrintStream out;

    Progress(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println("gantry: " + text);
    }

    /** Something failed: with all that is known of it, for whoever has to find out why. */
    void failed(String what, Throwable cause) {
        line(what);
        cause.printStackTrace(out);
    }

    /** Does something, and tells how long it took. */
    <T> T timed(String what, Supplier<T> action) {
        long start = System.nanoTime();
        T result = action.get();
        out.printf(Locale.ROOT, "gantry: %s, %.1f s%n", what, (System.nanoTime() - start) / 1e9);
        return result;
    }
}
