package io.gantry.benchmarks.fork;

import io.gantry.benchmarks.BenchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs tasks in JVMs of their own, one after the other. */
public final class Forks {
    private final List<String> jvmFlags;
    private final String classPath;

    /** @param heap size of the heap, as {@code -Xmx} wants it */
    public Forks(String heap, Collector collector, List<String> moreFlags) {
        this(flags(heap, collector, moreFlags), System.getProperty("java.class.path"));
    }

    /** With flags and a class path of their own. */
    public Forks(List<String> jvmFlags, String classPath) {
        this.jvmFlags = List.copyOf(jvmFlags);
        this.classPath = classPath;
    }

    /** For what is no engine: clients and probes. */
    public static Forks small() {
        return new Forks(
                List.of("-Xms1g", "-Xmx1g", "-XX:-UsePerfData", Collector.PARALLEL.flag()),
                System.getProperty("java.class.path"));
    }

    private static List<String> flags(String heap, Collector collector, List<String> moreFlags) {
        List<String> flags = new ArrayList<>(
                List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-XX:-UsePerfData", collector.flag()));
        flags.addAll(PeerFlags.ALL);
        flags.addAll(moreFlags);
        return flags;
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
        try (ScratchFolder folder = ScratchFolder.temporary()) {
            return run(kind, task, result, folder.path());
        } catch (IOException e) {
            throw new BenchException("a fork could not be run: " + e.getMessage(), e);
        }
    }

    private <T> T run(ForkKind kind, Object task, Class<T> result, Path folder) throws IOException {
        Path taskFile = folder.resolve("task.json");
        Path resultFile = folder.resolve("result.json");
        JsonFile.write(taskFile, task);
        try (JavaProcess fork = JavaProcess.start(command(kind, taskFile, resultFile), folder.resolve("output.txt"))) {
            int status = fork.await();
            if (status != 0) {
                throw new BenchException("a fork ended with status " + status + " at " + task + ":\n" + fork.output());
            }
        }
        return JsonFile.read(resultFile, result);
    }

    private List<String> command(ForkKind kind, Path taskFile, Path resultFile) {
        List<String> command = new ArrayList<>(jvmFlags);
        command.addAll(List.of(
                "-cp", classPath, ForkMain.class.getName(), kind.name(), taskFile.toString(), resultFile.toString()));
        return command;
    }
}
