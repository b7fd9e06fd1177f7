package io.gantry.benchmarks.fork;

import io.gantry.benchmarks.BenchException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs tasks in JVMs of their own, one after the other. */
public final class Forks {
    private final List<String> jvmFlags;

    /** @param heap size of the heap, as {@code -Xmx} wants it */
    public Forks(String heap, Collector collector, List<String> moreFlags) {
        List<String> flags = new ArrayList<>(
                List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:-UsePerfData", collector.flag()));
        flags.addAll(PeerFlags.ALL);
        flags.addAll(moreFlags);
        jvmFlags = List.copyOf(flags);
    }

    /** What the JVMs are started with. */
    public List<String> jvmFlags() {
        return jvmFlags;
    }

    /**
     * Runs one task to its end.
     *
     * @throws BenchException with what the JVM printed, if it failed
     */
    public <T> T run(ForkKind kind, Object task, Class<T> result) {
        Path folder = folder();
        try {
            return run(kind, task, result, folder);
        } catch (IOException e) {
            throw new BenchException("a fork could not be run: " + e.getMessage(), e);
        } finally {
            delete(folder);
        }
    }

    private <T> T run(ForkKind kind, Object task, Class<T> result, Path folder) throws IOException {
        Path taskFile = folder.resolve("task.json");
        Path resultFile = folder.resolve("result.json");
        Path output = folder.resolve("output.txt");
        JsonFile.write(taskFile, task);
        int status = await(new ProcessBuilder(command(kind, taskFile, resultFile))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
        if (status != 0) {
            throw new BenchException("a fork ended with status " + status + " at " + task + ":\n"
                    + Files.readString(output, Charset.defaultCharset()).strip());
        }
        return JsonFile.read(resultFile, result);
    }

    private List<String> command(ForkKind kind, Path taskFile, Path resultFile) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmFlags);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                ForkMain.class.getName(),
                kind.name(),
                taskFile.toString(),
                resultFile.toString()));
        return command;
    }

    /** Whoever stops the command does not want its forks to go on. */
    private static int await(Process process) {
        Thread end = new Thread(process::destroyForcibly, "fork-end");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            int status = process.waitFor();
            Runtime.getRuntime().removeShutdownHook(end);
            return status;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("gantry-bench");
        } catch (IOException e) {
            throw new BenchException("no temporary folder for a fork: " + e.getMessage(), e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            // What is left is a few kilobytes among temporary files, and no reason to lose a result.
            System.err.println("gantry: cannot remove " + folder + ": " + e.getMessage());
        }
    }
}
