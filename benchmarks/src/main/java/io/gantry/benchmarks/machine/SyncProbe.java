package io.gantry.benchmarks.machine;

import io.gantry.benchmarks.BenchException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.HdrHistogram.Histogram;

/**
 * Writes into a file whose blocks are allocated and synced before, and syncs each write. The file's length does not change, so that a sync has no
 * metadata to write: that is the least that a durable log can cost here.
 */
final class SyncProbe {
    private static final long HIGHEST_NANOS = 60_000_000_000L;
    private static final int FILE_BYTES = 64 << 20;
    private static final int CHUNK_BYTES = 1 << 20;

    private SyncProbe() {}

    /** Times of a write and its sync, one after the other. */
    static Histogram run(Path folder, int writeBytes, long nanos) {
        Path path = folder.resolve("sync-" + writeBytes);
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            allocate(file);
            return writes(file, writeBytes, nanos);
        } catch (IOException e) {
            throw new BenchException("the disk of " + folder + " cannot be measured: " + e.getMessage(), e);
        }
    }

    private static void allocate(FileChannel file) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(CHUNK_BYTES);
        for (long at = 0; at < FILE_BYTES; at += CHUNK_BYTES) {
            write(file, zeros.clear(), at);
        }
        file.force(true);
    }

    private static Histogram writes(FileChannel file, int writeBytes, long nanos) throws IOException {
        Histogram times = new Histogram(HIGHEST_NANOS, 3);
        ByteBuffer block = ByteBuffer.allocateDirect(writeBytes);
        while (block.hasRemaining()) {
            block.put((byte) block.position());
        }
        long start = System.nanoTime();
        long before = start;
        for (long at = 0; before - start < nanos; at = (at + writeBytes) % FILE_BYTES) {
            write(file, block.clear(), at);
            file.force(false);
            long now = System.nanoTime();
            times.recordValue(Math.min(HIGHEST_NANOS, now - before));
            before = now;
        }
        return times;
    }

    private static void write(FileChannel file, ByteBuffer bytes, long at) throws IOException {
        long position = at;
        while (bytes.hasRemaining()) {
            position += file.write(bytes, position);
        }
    }
}
