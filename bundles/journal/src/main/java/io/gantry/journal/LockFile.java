package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder locked by a file in it that says which process has it. The operating system lets go of the lock when the
 * process dies; the file stays.
 */
final class LockFile implements DirectoryLock {

    static final String NAME = "journal.lock";

    /**
     * Folders locked by this process. Asked before the file is opened, since closing any channel to a locked file may let
     * go of the process's lock on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private LockFile(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static LockFile acquire(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw taken(directory, "this process");
        }
        try {
            return new LockFile(real, lock(directory));
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            throw e;
        }
    }

    /**
     * Keeps everybody from locking a folder, and writes nothing to it. Others may do the same at the same time. A folder that was never locked needs
     * nothing.
     */
    static DirectoryLock share(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (HELD.contains(directory.toRealPath())) {
            throw taken(directory, "this process");
        }
        if (!Files.exists(file)) {
            return () -> {};
        }
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
                throw taken(directory, holder(file));
            }
            return channel::close;
        } catch (IOException | OverlappingFileLockException e) {
            channel.close();
            throw e instanceof IOException cause ? cause : taken(directory, "this process");
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(directory, holder(file));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(directory, "this process");
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Who wrote his number into the file; looking into a journal locks it without writing anything. */
    private static String holder(Path file) throws IOException {
        String number = Files.readString(file).strip();
        boolean isAlive = number.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(number)).isPresent();
        return isAlive ? "process " + number : "another process, perhaps gantry journal";
    }

    private static IOException taken(Path directory, String holder) {
        return new IOException("journal " + directory + " is open in " + holder
                + ". A journal belongs to one process at a time: stop that one, or use another folder");
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(directory);
    }
}
