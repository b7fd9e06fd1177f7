package io.gantry.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal's own thread: takes what was appended, writes it, syncs it, moves the durable position, and begins again
 * with what was appended meanwhile. Ends when told to and nothing is left, or at the first error.
 */
final class JournalWriter implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    /**
     * After work, look again after short pauses: under load nobody has to wake this thread. The operating system makes
     * some 60 to 100 microseconds of such a pause.
     */
    private static final long SHORT_PAUSE_NANOS = 10_000;

    private static final int SHORT_PAUSES = 30;

    /**
     * Then sleep until woken, since short pauses for ever would cost a tenth of a core and more. A record appended just as
     * this thread goes to sleep may not see it sleeping; it waits this long at worst, which is not worth a fence in every
     * append.
     */
    private static final long LONG_PAUSE_NANOS = 10_000_000;

    private final Path directory;
    private final ByteRing ring;
    private final SegmentWriter segment;
    private final AtomicLong durable;
    private final Thread thread;
    private volatile boolean isAsleep;
    private volatile boolean isStopping;
    private volatile Optional<IOException> failure = Optional.empty();
    private long written;
    private int pauses;

    JournalWriter(Path directory, ByteRing ring, SegmentWriter segment) {
        this.directory = directory;
        this.ring = ring;
        this.segment = segment;
        this.written = segment.end();
        this.durable = new AtomicLong(segment.end());
        this.thread = new Thread(this, "gantry-journal-" + directory.getFileName());
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Tells that something was appended. Costs one look at a flag, unless the thread has gone to sleep. Appender. */
    void wake() {
        if (isAsleep) {
            isAsleep = false;
            LockSupport.unpark(thread);
        }
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

    /** Ends the thread when all that was appended is written, and waits for that. */
    void stop() {
        isStopping = true;
        LockSupport.unpark(thread);
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                // What was appended must reach the disk; the caller hears of the interrupt afterwards.
                wasInterrupted = true;
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try (segment) {
            while (true) {
                // Read before looking for work, so that nothing appended before the stop is left behind.
                boolean isLastRound = isStopping;
                if (writeGroup()) {
                    pauses = 0;
                } else if (isLastRound) {
                    break;
                } else {
                    pause();
                }
            }
        } catch (IOException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            fail(new IOException("the journal's thread ended: " + e, e));
        }
    }

    private void fail(IOException cause) {
        IOException error = new IOException(
                "journal " + directory + " stopped at position " + durable() + ": " + cause.getMessage(), cause);
        failure = Optional.of(error);
        LOG.error("{}. What was appended behind it may or may not be on disk", error.getMessage(), cause);
    }

    /** Makes durable what has been appended so far; answers whether there was anything. */
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

    private void pause() {
        if (pauses < SHORT_PAUSES) {
            pauses++;
            LockSupport.parkNanos(this, SHORT_PAUSE_NANOS);
            return;
        }
        isAsleep = true;
        if (ring.appended() == written && !isStopping) {
            LockSupport.parkNanos(this, LONG_PAUSE_NANOS);
        }
        isAsleep = false;
    }
}
