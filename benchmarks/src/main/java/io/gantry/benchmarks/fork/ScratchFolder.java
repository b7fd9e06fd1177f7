package io.gantry.benchmarks.fork;

import io.gantry.benchmarks.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for a while. Removed with all that is in it when it is closed, and when whoever made it is ended before. */
public final class ScratchFolder implements AutoCloseable {
    private final Path path;
    private final Thread onEnd = new Thread(this::delete, "scratch-end");

    private ScratchFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(onEnd);
    }

    /** Among temporary files. */
    public static ScratchFolder temporary() {
        return in(Path.of(System.getProperty("java.io.tmpdir")), "gantry-bench");
    }

    /** @param prefix of its name */
    public static ScratchFolder in(Path parent, String prefix) {
        try {
            return new ScratchFolder(Files.createTempDirectory(parent, prefix + "-"));
        } catch (IOException e) {
            throw new BenchException("no folder can be made in " + parent + ": " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(onEnd);
        } catch (IllegalStateException endingAlready) {
            return;
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left stands among temporary files, and is no reason to lose a result.
            System.err.println("gantry: cannot remove " + path + ": " + e.getMessage());
        }
    }
}
