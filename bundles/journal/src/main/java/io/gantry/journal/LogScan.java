package io.gantry.journal;

import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a log's segments and finds where it ends. Changes nothing.
 *
 * <p>Where the records end and something else than zeros follows, it is either what a crash left of records that were not on disk, or damage.
 * It is damage if anything proves that the place was on disk once: a record or segment behind it that was written when all before it was on
 * disk, a snapshot of a later position, or that the journal was closed at a later position.
 */
final class LogScan {
    private final Path directory;
    private final SegmentFiles segments;
    private final Damage damage;

    /** Up to here, and what is kept so far. */
    private long end;

    private int kept;
    private boolean isToBeCut;
    private boolean isSegmentToBegin;

    /** @param segments perhaps none */
    LogScan(Path directory, SegmentFiles segments) {
        this.directory = directory;
        this.segments = segments;
        this.damage = new Damage(directory);
        this.isSegmentToBegin = segments.count() == 0;
    }

    /** Position behind the last good record. */
    long end() {
        return end;
    }

    /** How many segments, from the first, belong to the log; the others do not. */
    int kept() {
        return kept;
    }

    /** Whether something that is no part of the log stands behind its end in the last segment kept. */
    boolean isToBeCut() {
        return isToBeCut;
    }

    /** Whether there is no segment where the log ends, or one that did not get its header. */
    boolean isSegmentToBegin() {
        return isSegmentToBegin;
    }

    /** Looks at all headers, so that a folder of another format is refused before anything is shown to a reader. */
    void checkHeaders() throws IOException {
        for (int i = 0; i < segments.count(); i++) {
            SegmentHeader header = segments.header(i);
            if (!header.isGood() && !header.isTorn()) {
                throw damage.of(segments.name(i) + " at offset 0: " + header.fault());
            }
        }
    }

    /**
     * Shows the records between two positions. Segments wholly before the first are not read.
     *
     * @param from end of a record, or the log's start
     * @param until likewise, or behind the log's end
     */
    void read(long from, long until, JournalReader reader) throws IOException {
        int first = segments.indexOf(from);
        end = segments.start(first);
        for (int i = first; i < segments.count() && (end < until || i == first); i++) {
            if (segments.start(i) != end) {
                requireUnproven(
                        i - 1,
                        Optional.empty(),
                        ends(i - 1) + ", but the next segment is " + segments.name(i)
                                + ": what was between is missing");
                return;
            }
            if (segments.header(i).isTorn()) {
                checkTornSegment(i);
                return;
            }
            kept = i + 1;
            if (!readSegment(i, from, until, reader)) {
                return;
            }
        }
        if (end < Math.min(until, segments.proof().position())) {
            throw damage.of(ends(kept - 1) + ", " + segments.proof().text());
        }
    }

    private String ends(int index) {
        long offset = end - segments.start(index) + SegmentFormat.HEADER_BYTES;
        return segments.name(index) + " ends at position " + end + " (offset " + offset + ")";
    }

    private void checkTornSegment(int index) throws IOException {
        try (StorageFile file = segments.open(index)) {
            requireUnproven(
                    index,
                    Optional.of(segments.cursor(file, index)),
                    segments.name(index) + " at offset 0: "
                            + segments.header(index).fault());
        }
        isSegmentToBegin = true;
        kept = index;
    }

    /** Reads one segment; false if the log ends in it, whatever follows. */
    private boolean readSegment(int index, long from, long until, JournalReader reader) throws IOException {
        try (StorageFile file = segments.open(index)) {
            RecordCursor cursor = segments.cursor(file, index);
            while (cursor.next()) {
                if (cursor.endPosition() > until) {
                    requireBoundary(cursor, until, "keepUntil");
                    isToBeCut = true;
                    return false;
                }
                end = cursor.endPosition();
                if (cursor.position() >= from) {
                    reader.record(end, cursor.payload());
                } else if (end > from) {
                    requireBoundary(cursor, from, "a snapshot's position");
                }
            }
            isToBeCut = cursor.defect() != Defect.NONE;
            if (isToBeCut && end < until) {
                requireUnproven(index, cursor);
            }
            return !isToBeCut;
        }
    }

    private void requireBoundary(RecordCursor cursor, long position, String what) throws IOException {
        if (cursor.position() != position) {
            throw new IOException("journal " + directory + ": position " + position + ", " + what
                    + ", is within the record from " + cursor.position() + " to " + cursor.endPosition()
                    + ". Nothing was changed");
        }
    }

    private void requireUnproven(int index, RecordCursor cursor) throws IOException {
        Defect defect = cursor.defect();
        long offset = cursor.endOffset();
        Optional<String> why = segments.proofBehind(end, index, Optional.of(cursor));
        if (why.isPresent()) {
            throw damage.ofRecord(segments.start(index), offset, defect, why.get());
        }
    }

    private void requireUnproven(int index, Optional<RecordCursor> cursor, String what) throws IOException {
        Optional<String> why = segments.proofBehind(end, index, cursor);
        if (why.isPresent()) {
            throw damage.of(what + ", " + why.get());
        }
    }
}
