package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The disk, with faults to order. */
final class FaultyStorage implements Storage {
    private final Storage disk = new DiskStorage();

    /** How often each was asked for. */
    final AtomicInteger forces = new AtomicInteger();

    final AtomicInteger directorySyncs = new AtomicInteger();

    /** A write takes no more bytes than this at once. */
    volatile int bytesPerWrite = Integer.MAX_VALUE;

    /** After so many bytes the disk is full. */
    volatile long room = Long.MAX_VALUE;

    volatile boolean failsToForce;
    volatile boolean failsToCreate;
    volatile boolean throwsUnchecked;

    /** Syncs wait for this. */
    volatile CountDownLatch forceGate = new CountDownLatch(0);

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
        return new FaultyFile(disk.open(file));
    }

    @Override
    public StorageFile create(Path file) throws IOException {
        if (failsToCreate) {
            throw new IOException("Too many open files");
        }
        return new FaultyFile(disk.create(file));
    }

    @Override
    public StorageFile openToRead(Path file) throws IOException {
        return disk.openToRead(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
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

        FaultyFile(StorageFile file) {
            this.file = file;
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
            if (throwsUnchecked) {
                throw new IllegalStateException("a bug");
            }
            if (room == 0) {
                throw new IOException("No space left on device");
            }
            int length = (int) Math.min(Math.min(source.remaining(), bytesPerWrite), room);
            ByteBuffer part = source.slice(source.position(), length);
            int written = file.write(part, offset);
            source.position(source.position() + written);
            room -= written;
            return written;
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            try {
                forceGate.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            forces.incrementAndGet();
            if (failsToForce) {
                throw new IOException("Input/output error");
            }
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
