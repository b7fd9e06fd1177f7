package io.gantry.simulator.check;

import io.gantry.engine.api.journal.JournalReader;
import java.nio.ByteBuffer;

/** Notes what a journal shows when it is opened. */
final class LogReading implements JournalReader {

    private final JournalReader reader;
    private final LogCopy found = new LogCopy();
    private long snapshot;
    private long digest = LogCopy.EMPTY_CHAIN;

    /** @param reader is shown it, too */
    LogReading(JournalReader reader) {
        this.reader = reader;
    }

    /** One that nobody else is shown. */
    static LogReading alone() {
        return new LogReading(new JournalReader() {
            @Override
            public void snapshot(long position, ByteBuffer part) {
                // It is noted.
            }

            @Override
            public void record(long position, ByteBuffer record) {
                // It is noted.
            }
        });
    }

    /** The records. */
    LogCopy found() {
        return found;
    }

    /** Position of the snapshot, 0 if there is none. */
    long snapshot() {
        return snapshot;
    }

    /** Of the snapshot's parts. */
    long digest() {
        return digest;
    }

    @Override
    public void snapshot(long position, ByteBuffer part) {
        if (snapshot == 0) {
            snapshot = position;
            found.restart(position, LogCopy.EMPTY_CHAIN, Told.NOTHING);
        }
        digest = LogCopy.chainOf(digest, part);
        reader.snapshot(position, part);
    }

    @Override
    public void record(long position, ByteBuffer record) {
        LogRecord noted = found.append(record);
        if (noted.end() != position) {
            throw new IllegalStateException("a record is read at " + position + " that belongs to " + noted.end());
        }
        reader.record(position, record);
    }
}
