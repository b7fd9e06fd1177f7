package io.gantry.cli.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * The folder of a cluster. Changes to it are made by one command at a time.
 *
 * @param dir the folder, absolute
 */
record ClusterFolder(Path dir) {

    /** The folder as it is, or as it would be. Links are followed: a worker's command line is compared with the path. */
    static ClusterFolder at(Path dir) {
        try {
            return new ClusterFolder(dir.toRealPath());
        } catch (IOException notThere) {
            return new ClusterFolder(dir.toAbsolutePath().normalize());
        }
    }

    /** The folder, made if it is missing. */
    static ClusterFolder make(Path dir) {
        // The launcher and the framework split lists of folders at commas.
        if (at(dir).dir().toString().contains(",")) {
            throw new ClusterException("the folder " + at(dir).dir() + " must not have a comma in its path");
        }
        try {
            Files.createDirectories(dir);
        } catch (IOException failure) {
            throw new ClusterException("cannot make the folder " + dir + ": " + reason(failure), failure);
        }
        if (!Files.isWritable(dir)) {
            throw new ClusterException("the folder " + dir + " is not writable");
        }
        return at(dir);
    }

    WorkerHome home(String worker) {
        return new WorkerHome(dir.resolve(worker));
    }

    /**
     * Does something while other commands are kept from starting and stopping workers here. Readers are not kept out. The
     * lock is the operating system's, so a command that dies leaves none behind.
     *
     * @throws ClusterException at once if another command holds the lock
     */
    <T> T locked(Supplier<T> action) {
        Path file = dir.resolve("cluster.lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (!isTaken(channel)) {
                throw new ClusterException("another command starts or stops workers in " + dir + " right now");
            }
            return action.get();
        } catch (IOException failure) {
            throw new ClusterException("cannot lock " + file + ": " + reason(failure), failure);
        }
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldInThisProcess) {
            return false;
        }
    }

    /** File system exceptions often carry nothing but the path as their message. */
    static String reason(IOException failure) {
        return failure.getClass().getSimpleName() + " " + failure.getMessage();
    }
}
