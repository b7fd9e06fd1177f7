package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The segments of a log that is looked at and not changed. One thread. */
final class SegmentFiles {

    /** A position up to which the log was on disk, and how that is known. */
    record Proof(long position, String how) {

        /** What the names in a folder, and its end mark, prove. */
        static Proof of(FolderListing listing, OptionalLong mark) {
            List<Long> snapshots = listing.snapshots();
            long snapshot = snapshots.isEmpty() ? 0 : snapshots.get(snapshots.size() - 1);
            return mark.orElse(0) >= snapshot
                    ? new Proof(mark.orElse(0), "the journal was closed")
                    : new Proof(snapshot, "there is a snapshot");
        }

        /** The end of a sentence on what is missing. */
        String text() {
            return "but " + how + " at position " + position;
        }
    }

    private final Storage storage;
    private final Path directory;
    private final List<Long> starts;
    private final Proof proof;
    private final List<SegmentHeader> headers = new ArrayList<>();
    private ByteBuffer window = ByteBuffer.allocate(0);

    /**
     * @param starts of the segments, rising
     * @param proof up to where the log must be good
     */
    SegmentFiles(Storage storage, Path directory, List<Long> starts, Proof proof) throws IOException {
        this.storage = storage;
        this.directory = directory;
        this.starts = starts;
        this.proof = proof;
        for (int i = 0; i < starts.size(); i++) {
            try (StorageFile file = open(i)) {
                headers.add(SegmentHeader.of(cursor(file, i).header(), starts.get(i)));
            }
        }
    }

    int count() {
        return starts.size();
    }

    long start(int index) {
        return starts.get(index);
    }

    String name(int index) {
        return SegmentFormat.fileName(starts.get(index));
    }

    SegmentHeader header(int index) {
        return headers.get(index);
    }

    Proof proof() {
        return proof;
    }

    /** Index of the segment that a position is in, or would be. */
    int indexOf(long position) {
        int index = 0;
        while (index + 1 < starts.size() && starts.get(index + 1) <= position) {
            index++;
        }
        return index;
    }

    StorageFile open(int index) throws IOException {
        return storage.openToRead(directory.resolve(name(index)));
    }

    /** Goes over a segment. One at a time, they share their memory. */
    RecordCursor cursor(StorageFile file, int index) throws IOException {
        int bytes = (int) Math.min(file.size(), RecordCursor.MAX_WINDOW_BYTES);
        if (window.capacity() < bytes) {
            window = ByteBuffer.allocateDirect(bytes);
        }
        return new RecordCursor(file, starts.get(index), window);
    }

    /**
     * What proves that something was on disk at a position where now is nothing good, so that it is damage, and no crash.
     *
     * @param index of the last segment before what is behind the position
     * @param cursor over that segment, if the position is in it
     */
    Optional<String> proofBehind(long position, int index, Optional<RecordCursor> cursor) throws IOException {
        if (proof.position() > position) {
            return Optional.of(proof.text());
        }
        if (cursor.isPresent()) {
            OptionalLong good = provingRecord(cursor.get());
            if (good.isPresent()) {
                return Optional.of(writtenLater("the record at offset " + good.getAsLong()));
            }
        }
        for (int i = index + 1; i < starts.size(); i++) {
            if (headers.get(i).isAllBeforeSynced()) {
                return Optional.of(writtenLater(name(i)));
            }
            try (StorageFile file = open(i)) {
                OptionalLong good = provingRecord(cursor(file, i));
                if (good.isPresent()) {
                    return Optional.of(writtenLater("the record at offset " + good.getAsLong() + " of " + name(i)));
                }
            }
        }
        return Optional.empty();
    }

    /** From where the cursor stands on. */
    private static OptionalLong provingRecord(RecordCursor cursor) throws IOException {
        return cursor.goodRecordBehind(cursor.endOffset() - SegmentFormat.ALIGNMENT, true);
    }

    private static String writtenLater(String what) {
        return "but " + what + " was written when all before it was on disk";
    }
}
