package io.gantry.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A worker's own folder, held by one process at a time: the lock is the operating system's, so a killed worker leaves
 * none behind. The file {@code run/worker.pid} is there for as long as the worker runs.
 */
final class HomeFolder implements AutoCloseable {

    private static final List<String> MADE_WHEN_MISSING = List.of("cache", "data", "deploy", "log", "run");

    private final Path root;
    private final FileChannel lockFile;

    private HomeFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Checks the folder, makes what is missing in it, takes the lock and writes the pid.
     *
     * @param root the folder; it and its {@code etc} must exist
     * @param install the installation, named in messages
     * @param pid the process id to write
     * @throws LaunchRefused when a folder is missing, not writable, or in use by another worker
     */
    static HomeFolder open(Path root, Path install, long pid) {
        if (!Files.isDirectory(root)) {
            throw new LaunchRefused(LaunchRefused.USAGE, "the home folder does not exist: " + root);
        }
        if (!Files.isDirectory(root.resolve("etc"))) {
            throw new LaunchRefused(
                    LaunchRefused.USAGE,
                    "the home folder has no configuration: " + root.resolve("etc") + " is missing (copy "
                            + install.resolve("etc") + " for a worker on its own)");
        }
        for (String name : MADE_WHEN_MISSING) {
            make(root.resolve(name));
        }
        FileChannel lockFile = lock(root);
        HomeFolder home = new HomeFolder(root, lockFile);
        home.writePid(pid);
        return home;
    }

    /** The worker's file of that name in {@code etc}, or the installation's when the worker has none of its own. */
    static Path configurationFile(Path root, Path install, String name) {
        Path own = root.resolve("etc").resolve(name);
        return Files.exists(own) ? own : install.resolve("etc").resolve(name);
    }

    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new LaunchRefused(
                    LaunchRefused.USAGE, "cannot make the folder " + folder + ": " + reason(failure), failure);
        }
        if (!Files.isWritable(folder)) {
            throw new LaunchRefused(LaunchRefused.USAGE, "the folder is not writable: " + folder);
        }
    }

    private static FileChannel lock(Path root) {
        Path path = root.resolve("run").resolve("worker.lock");
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new LaunchRefused(
                        LaunchRefused.FAILED, "another worker runs in " + root + " (pid " + runningPid(root) + ")");
            }
            return channel;
        } catch (IOException failure) {
            throw new LaunchRefused(LaunchRefused.USAGE, "cannot lock " + path + ": " + reason(failure), failure);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    private static String runningPid(Path root) throws IOException {
        Path pidFile = pidFile(root);
        return Files.exists(pidFile) ? Files.readString(pidFile).strip() : "unknown";
    }

    private void writePid(long pid) {
        try {
            Files.writeString(pidFile(root), pid + "\n");
        } catch (IOException failure) {
            close();
            throw new LaunchRefused(
                    LaunchRefused.USAGE, "cannot write " + pidFile(root) + ": " + reason(failure), failure);
        }
    }

    /** Removes the pid and gives the lock back. May be called twice. */
    @Override
    public void close() {
        if (!lockFile.isOpen()) {
            return;
        }
        try (lockFile) {
            Files.deleteIfExists(pidFile(root));
        } catch (IOException failure) {
            throw new LaunchRefused(
                    LaunchRefused.FAILED, "cannot remove " + pidFile(root) + ": " + reason(failure), failure);
        }
    }

    private static Path pidFile(Path root) {
        return root.resolve("run").resolve("worker.pid");
    }

    /** File system exceptions often carry nothing but the path as their message. */
    private static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
