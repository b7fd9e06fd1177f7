package io.gantry.journal;

import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads a log's segments and finds where it ends. Changes nothing.
 *
 * <p>Where the records end and something else than zeros follows, it is either what a crash left of records that were not on disk, or damage.
 * It is damage if anything proves that the place was on disk once: a record or segment behind it that was written when all before it was on
 * disk, a snapshot of a later position, or that the journal was closed at a later position.
 */
final class LogScan {

    /** A position up to which the log was on disk, and how that is known. */
    record Proof(long position, String how) {}

    private final LogFolder folder;
    private final List<Long> starts;
    private final Proof proof;
    private final Damage damage;
    private final List<SegmentHeader> headers = new ArrayList<>();
    private ByteBuffer window = ByteBuffer.allocate(0);

    /** Up to here, and what is kept so far. */
    private long end;

    private int kept;
    private boolean isToBeCut;
    private boolean isLastTorn;

    /**
     * @param starts of the segments, rising, at least one
     * @param proof up to where the log must be good
     */
    LogScan(LogFolder folder, List<Long> starts, Proof proof) {
        this.folder = folder;
        this.starts = starts;
        this.proof = proof;
        this.damage = new Damage(folder.directory());
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

    /** Whether a segment was about to begin where the log ends, and did not get its header. */
    boolean isSegmentToBegin() {
        return isLastTorn;
    }

    /** Looks at all headers, so that a folder of another format is refused before anything is shown to a reader. */
    void checkHeaders() throws IOException {
        for (long start : starts) {
            try (StorageFile file = open(start)) {
                SegmentHeader header = SegmentHeader.of(cursor(file, start).header(), start);
                if (!header.isGood() && !header.isTorn()) {
                    throw damage.of(SegmentFormat.fileName(start) + " at offset 0: " + header.fault());
                }
                headers.add(header);
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
        int first = 0;
        while (first + 1 < starts.size() && starts.get(first + 1) <= from) {
            first++;
        }
        end = starts.get(first);
        for (int i = first; i < starts.size() && (end < until || i == first); i++) {
            if (starts.get(i) != end) {
                requireUnproven(
                        i,
                        Optional.empty(),
                        ends(i - 1) + ", but the next segment is " + name(i) + ": what was between is missing");
                return;
            }
            if (headers.get(i).isTorn()) {
                checkTornSegment(i);
                isLastTorn = true;
                kept = i;
                return;
            }
            kept = i + 1;
            if (!readSegment(i, from, until, reader)) {
                return;
            }
        }
        if (end < Math.min(until, proof.position())) {
            throw damage.of(ends(kept - 1) + ", but " + proof.how() + " at position " + proof.position());
        }
    }

    private String ends(int index) {
        long offset = end - starts.get(index) + SegmentFormat.HEADER_BYTES;
        return name(index) + " ends at position " + end + " (offset " + offset + ")";
    }

    private void checkTornSegment(int index) throws IOException {
        try (StorageFile file = open(starts.get(index))) {
            RecordCursor cursor = cursor(file, starts.get(index));
            requireUnproven(
                    index,
                    Optional.of(cursor),
                    name(index) + " at offset 0: " + headers.get(index).fault());
        }
    }

    /** Reads one segment; false if the log ends in it, whatever follows. */
    private boolean readSegment(int index, long from, long until, JournalReader reader) throws IOException {
        long start = starts.get(index);
        try (StorageFile file = open(start)) {
            RecordCursor cursor = cursor(file, start);
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
            throw new IOException("journal " + folder.directory() + ": position " + position + ", " + what
                    + ", is within the record from " + cursor.position() + " to " + cursor.endPosition()
                    + ". Nothing was changed");
        }
    }

    private void requireUnproven(int index, RecordCursor cursor) throws IOException {
        Defect defect = cursor.defect();
        long offset = cursor.endOffset();
        Optional<String> why = proofBehind(index, Optional.of(cursor));
        if (why.isPresent()) {
            throw damage.ofRecord(starts.get(index), offset, defect, why.get());
        }
    }

    private void requireUnproven(int index, Optional<RecordCursor> cursor, String what) throws IOException {
        Optional<String> why = proofBehind(cursor.isPresent() ? index : index - 1, cursor);
        if (why.isPresent()) {
            throw damage.of(what + ", " + why.get());
        }
    }

    /** What proves that the log's end so far is not where it ended. */
    private Optional<String> proofBehind(int index, Optional<RecordCursor> cursor) throws IOException {
        if (proof.position() > end) {
            return Optional.of("but " + proof.how() + " at position " + proof.position());
        }
        if (cursor.isPresent()) {
            OptionalLong good = cursor.get().goodRecordBehind(cursor.get().endOffset() - SegmentFormat.ALIGNMENT, true);
            if (good.isPresent()) {
                return Optional.of(writtenLater("the record at offset " + good.getAsLong()));
            }
        }
        for (int i = index + 1; i < starts.size(); i++) {
            if (headers.get(i).isAllBeforeSynced()) {
                return Optional.of(writtenLater(name(i)));
            }
            try (StorageFile file = open(starts.get(i))) {
                OptionalLong good = cursor(file, starts.get(i))
                        .goodRecordBehind(SegmentFormat.HEADER_BYTES - SegmentFormat.ALIGNMENT, true);
                if (good.isPresent()) {
                    return Optional.of(writtenLater("the record at offset " + good.getAsLong() + " of " + name(i)));
                }
            }
        }
        return Optional.empty();
    }

    private static String writtenLater(String what) {
        return "but " + what + " was written when all before it was on disk";
    }

    private RecordCursor cursor(StorageFile file, long start) throws IOException {
        int bytes = (int) Math.min(file.size(), RecordCursor.MAX_WINDOW_BYTES);
        if (window.capacity() < bytes) {
            window = ByteBuffer.allocateDirect(bytes);
        }
        return new RecordCursor(file, start, window);
    }

    private StorageFile open(long start) throws IOException {
        return folder.storage().openToRead(folder.segment(start));
    }

    private String name(int index) {
        return SegmentFormat.fileName(starts.get(index));
    }
}
