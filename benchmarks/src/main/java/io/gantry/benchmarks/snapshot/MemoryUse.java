package io.gantry.benchmarks.snapshot;

import io.gantry.benchmarks.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process uses: live objects in the heap, and beside the heap what the system has given. The heap must have been
 * touched whole at the start, so that it does not grow.
 */
record MemoryUse(long heapBytes, long residentBytes) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    static MemoryUse now() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new MemoryUse(runtime.totalMemory() - runtime.freeMemory(), resident());
    }

    long bytesSince(MemoryUse earlier) {
        return heapBytes - earlier.heapBytes + residentBytes - earlier.residentBytes;
    }

    /** Zero where the system does not tell. */
    private static long resident() {
        if (!Files.isReadable(STATUS)) {
            return 0;
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(RESIDENT))
                            .map(line -> line.replaceAll("[^0-9]", ""))
                            .mapToLong(Long::parseLong)
                            .findFirst()
                            .orElse(0)
                    << 10;
        } catch (IOException e) {
            throw new BenchException("cannot read " + STATUS + ": " + e.getMessage(), e);
        }
    }
}
