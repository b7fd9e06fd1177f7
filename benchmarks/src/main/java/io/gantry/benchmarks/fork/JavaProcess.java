package io.gantry.benchmarks.fork;

import io.gantry.benchmarks.BenchException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own. Whoever stops this process does not want it to go on. */
public final class JavaProcess implements AutoCloseable {
    private static final long END_SECONDS = 20;

    private final Process process;
    private final Path output;
    private final Thread onEnd;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
        onEnd = new Thread(process::destroyForcibly, "fork-end");
        Runtime.getRuntime().addShutdownHook(onEnd);
    }

    /**
     * Starts one.
     *
     * @param arguments all that stands behind {@code java}
     * @param output file for what it prints
     */
    public static JavaProcess start(List<String> arguments, Path output) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new JavaProcess(process, output);
        } catch (IOException e) {
            throw new BenchException("a JVM could not be started: " + e.getMessage(), e);
        }
    }

    /** Waits for its end. */
    int await() {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** What it has printed so far. */
    public String output() {
        try {
            return Files.readString(output, Charset.defaultCharset()).strip();
        } catch (IOException e) {
            return "(" + output + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Ends it, in good order if it does so soon. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(onEnd);
        } catch (IllegalStateException endingAlready) {
            // then the hook finds nothing left to do
        }
    }
}
