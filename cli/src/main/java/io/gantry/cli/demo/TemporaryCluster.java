package io.gantry.cli.demo;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterShape;
import io.gantry.cli.cluster.Installation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A cluster that is there for one run, in a folder of its own. It is stopped when the run ends, however it ends, Ctrl-C
 * included.
 */
final class TemporaryCluster implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    private final Cluster cluster;
    private final PrintWriter err;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread onInterrupt;
    private boolean isKept;
    private volatile boolean isClean;

    private TemporaryCluster(Cluster cluster, PrintWriter err, Abort abort) {
        this.cluster = cluster;
        this.err = err;
        this.onInterrupt = new Thread(() -> interrupted(abort), "gantry-interrupt");
    }

    /** Starts workers and waits until they serve. */
    static TemporaryCluster start(Installation installation, ClusterShape shape, PrintWriter err, Abort abort) {
        Path dir = makeFolder();
        Cluster cluster = Cluster.start(installation, dir, shape, START_LIMIT, line -> {
            err.println(line);
            err.flush();
        });
        TemporaryCluster started = new TemporaryCluster(cluster, err, abort);
        Runtime.getRuntime().addShutdownHook(started.onInterrupt);
        return started;
    }

    Cluster cluster() {
        return cluster;
    }

    /** Leaves the workers running when this is closed. */
    void keep() {
        isKept = true;
    }

    /** Nothing went wrong in the workers: their folder need not be looked at. Any thread. */
    void clean() {
        isClean = true;
    }

    @Override
    public void close() {
        // Whoever ended the run by an interrupt has been heard; stopping must not be cut short by it.
        Thread.interrupted();
        try {
            if (isKept) {
                err.println("the workers go on in " + cluster.dir() + "; `gantry status --dir " + cluster.dir()
                        + "` shows them, `gantry stop --dir " + cluster.dir() + "` stops them");
            } else {
                stop();
            }
            err.flush();
        } finally {
            closed.countDown();
            forgetInterrupt();
        }
    }

    private void stop() {
        List<String> stopped = cluster.stop(STOP_LIMIT, true);
        err.println("stopped " + String.join(", ", stopped));
        if (isClean) {
            delete(cluster.dir());
        } else {
            err.println("what the workers wrote is in " + cluster.dir());
        }
    }

    private void interrupted(Abort abort) {
        err.println("gantry: interrupted, stopping the workers");
        err.flush();
        clean();
        abort.because("interrupted");
        try {
            if (!closed.await(STOP_LIMIT.toSeconds() * 2, TimeUnit.SECONDS)) {
                err.println("gantry: workers may still run in " + cluster.dir());
                err.flush();
            }
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
    }

    private void forgetInterrupt() {
        try {
            Runtime.getRuntime().removeShutdownHook(onInterrupt);
        } catch (IllegalStateException endingAlready) {
            err.flush();
        }
    }

    private static Path makeFolder() {
        try {
            return Files.createTempDirectory("gantry-demo-");
        } catch (IOException failure) {
            throw new RunException(
                    "cannot make a folder for the workers in " + System.getProperty("java.io.tmpdir") + ": "
                            + failure.getMessage(),
                    failure);
        }
    }

    private static void delete(Path dir) {
        try (Stream<Path> paths = Files.walk(dir)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failure) {
            throw new RunException("cannot remove the folder " + dir + ": " + failure.getMessage(), failure);
        }
    }
}
