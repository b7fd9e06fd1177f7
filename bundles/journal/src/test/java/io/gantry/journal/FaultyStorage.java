package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The disk, with faults to order. */
final class FaultyStorage implements Storage {
    private final Storage disk = new DiskStorage();

    /** How often each was asked for. */
    final AtomicInteger forces = new AtomicInteger();

    final AtomicInteger directorySyncs = new AtomicInteger();

    /** A write takes no more bytes than this at once. */
    volatile int bytesPerWrite = Integer.MAX_VALUE;

    /** By so many bytes files may grow, then the disk is full. */
    final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

    /** After so many bytes even what is there cannot be overwritten for lack of room. */
    final AtomicLong roomToOverwrite = new AtomicLong(Long.MAX_VALUE);

    /** Only files whose names contain this have faults. */
    volatile String faulty = "";

    volatile boolean failsToForce;
    volatile boolean failsToCreate;
    volatile boolean failsToRename;
    volatile boolean throwsUnchecked;

    /** Syncs wait for this. */
    volatile CountDownLatch forceGate = new CountDownLatch(0);

    /** Files made wait for this. */
    volatile CountDownLatch createGate = new CountDownLatch(0);

    @Override
    public void makeDirectory(Path directory, boolean sync) throws IOException {
        disk.makeDirectory(directory, sync);
    }

    @Override
    public List<String> list(Path directory) throws IOException {
        return disk.list(directory);
    }

    @Override
    public DirectoryLock lock(Path directory) throws IOException {
        return disk.lock(directory);
    }

    @Override
    public StorageFile open(Path file) throws IOException {
        return new FaultyFile(disk.open(file), file);
    }

    @Override
    public StorageFile create(Path file) throws IOException {
        if (isFaulty(file)) {
            await(createGate);
            if (failsToCreate) {
                throw new IOException("Too many open files");
            }
        }
        return new FaultyFile(disk.create(file), file);
    }

    private boolean isFaulty(Path file) {
        return file.getFileName().toString().contains(faulty);
    }

    private static void await(CountDownLatch gate) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public StorageFile openToRead(Path file) throws IOException {
        return disk.openToRead(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        if (failsToRename && isFaulty(to)) {
            throw new IOException("Input/output error");
        }
        disk.rename(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        disk.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        directorySyncs.incrementAndGet();
        disk.syncDirectory(directory);
    }

    private final class FaultyFile implements StorageFile {
        private final StorageFile file;
        private final Path path;

        FaultyFile(StorageFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            return file.read(target, offset);
        }

        @Override
        public int write(ByteBuffer source, long offset) throws IOException {
            if (throwsUnchecked && isFaulty(path)) {
                throw new IllegalStateException("a bug");
            }
            int length = Math.min(source.remaining(), bytesPerWrite);
            long growth = Math.max(0, offset + length - file.size());
            take(room, growth);
            take(roomToOverwrite, length - growth);
            ByteBuffer part = source.slice(source.position(), length);
            int written = file.write(part, offset);
            source.position(source.position() + written);
            return written;
        }

        private void take(AtomicLong left, long bytes) throws NoSpaceException {
            if (isFaulty(path) && left.addAndGet(-bytes) < 0) {
                left.addAndGet(bytes);
                throw new NoSpaceException("No space left on device", null);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            if (isFaulty(path)) {
                await(forceGate);
                forces.incrementAndGet();
                if (failsToForce) {
                    throw new IOException("Input/output error");
                }
            }
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
