package io.gantry.journal;

import java.io.IOException;
import java.util.Iterator;
import java.util.OptionalLong;

/**
 * Takes the log's end away, from a position on. First the last segment goes, then the one before it, each on disk before the next, and at
 * last the one with the position in it is made shorter: a crash leaves a log that ends somewhere between here and where it ended.
 */
final class LogCut {
    private final LogFolder folder;
    private final LogReads reads;
    private final FileKeeper keeper;
    private final long position;

    LogCut(LogFolder folder, LogReads reads, FileKeeper keeper, long position) {
        this.folder = folder;
        this.reads = reads;
        this.keeper = keeper;
        this.position = position;
    }

    long position() {
        return position;
    }

    /** @param written how far the log is in files; what is behind is in the ring */
    void requirePossible(ByteRing ring, long written) throws IOException {
        if (position < folder.start() || position > ring.appended()) {
            throw refused("the log is kept from position " + folder.start() + " to " + ring.appended());
        }
        OptionalLong snapshot = folder.newestSnapshot();
        if (snapshot.isPresent() && position < snapshot.getAsLong()) {
            throw refused("the snapshot at position " + snapshot.getAsLong()
                    + " is in use and contains what is to be dropped. Open the journal again with keepUntil=" + position
                    + ", which goes back behind it");
        }
        long end = position < written ? endOfRecordInFile() : endOfRecordIn(ring, written);
        if (end != position) {
            throw refused("that is within the record that ends at position " + end);
        }
    }

    private long endOfRecordIn(ByteRing ring, long from) {
        long end = from;
        while (end < position) {
            end = ring.endOfRecordAt(end);
        }
        return end;
    }

    private long endOfRecordInFile() throws IOException {
        long start = folder.segments().floor(position);
        try (StorageFile file = folder.storage().openToRead(folder.segment(start))) {
            RecordCursor cursor = RecordCursor.over(file, start);
            while (cursor.endPosition() < position) {
                if (!cursor.next()) {
                    throw refused("no good record is at position " + cursor.endPosition());
                }
            }
            return cursor.endPosition();
        }
    }

    private IOException refused(String why) {
        return new IOException("journal " + folder.directory() + " cannot be cut at position " + position + ": " + why);
    }

    /** A snapshot that is still being written and contains what is dropped, will never count. */
    void forgetSnapshots() {
        keeper.forgetSnapshotsBehind(position);
    }

    /** Cuts the files; answers the log's new end. */
    SegmentWriter apply() throws IOException {
        reads.forget();
        return cut(folder, position);
    }

    /** Cuts a log whose position is in a segment that is there. */
    static SegmentWriter cut(LogFolder folder, long position) throws IOException {
        long start = folder.segments().floor(position);
        for (Iterator<Long> last = folder.segments().descendingIterator(); last.hasNext(); ) {
            long next = last.next();
            if (next == start) {
                break;
            }
            folder.deleteSegment(next);
        }
        return SegmentWriter.cut(folder, start, position);
    }
}
