package io.gantry.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was appended, writes it, syncs it, and moves the durable position; what was appended meanwhile is the next group. Stops
 * at the first error. One thread at a time.
 */
final class JournalWriter {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final Path directory;
    private final ByteRing ring;
    private final SegmentWriter segment;
    private final AtomicLong durable;
    private volatile Optional<IOException> failure = Optional.empty();
    private long written;

    JournalWriter(Path directory, ByteRing ring, SegmentWriter segment) {
        this.directory = directory;
        this.ring = ring;
        this.segment = segment;
        this.written = segment.end();
        this.durable = new AtomicLong(segment.end());
    }

    long durable() {
        return durable.getAcquire();
    }

    Optional<IOException> failure() {
        return failure;
    }

    boolean hasFailed() {
        return failure.isPresent();
    }

    /** Makes durable what has been appended so far; answers whether there was anything. */
    boolean work() {
        if (hasFailed()) {
            return false;
        }
        try {
            return writeGroup();
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new IOException("its thread ended: " + e, e));
        }
        return false;
    }

    private void fail(IOException cause) {
        IOException error = new IOException(
                "journal " + directory + " stopped at position " + durable() + ": " + cause.getMessage(), cause);
        failure = Optional.of(error);
        LOG.error("{}. What was appended behind it may or may not be on disk", error.getMessage(), cause);
    }

    private boolean writeGroup() throws IOException {
        long limit = ring.appended();
        if (written == limit) {
            return false;
        }
        while (written < limit) {
            long sealed = ring.seal(written, Math.min(limit, segment.limit()));
            if (sealed == written && segment.isEmpty()) {
                sealed = ring.seal(written, ring.endOfRecordAt(written));
            }
            if (sealed == written) {
                segment.roll();
                durable.setRelease(written);
            } else {
                write(sealed);
            }
        }
        segment.sync();
        durable.setRelease(limit);
        return true;
    }

    private void write(long until) throws IOException {
        while (segment.end() < until) {
            segment.write(ring.slice(segment.end(), until));
        }
        written = until;
        ring.release(until);
    }

    void close() {
        try {
            segment.close();
        } catch (IOException e) {
            LOG.warn("journal {}: its last segment could not be closed", directory, e);
        }
    }
}
