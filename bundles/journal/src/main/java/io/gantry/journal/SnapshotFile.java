package io.gantry.journal;

import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.engine.api.journal.SnapshotParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A snapshot's file, read part by part, each checked. */
final class SnapshotFile implements SnapshotParts {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);

    private final Path path;
    private final StorageFile file;
    private final RecordCursor cursor;
    private final long position;
    private long parts;
    private boolean isAtEnd;
    private long faultOffset = -1;
    private String fault = "";

    private SnapshotFile(Path path, StorageFile file, long position) throws IOException {
        this.path = path;
        this.file = file;
        this.cursor = RecordCursor.over(file, 0);
        this.position = position;
    }

    /** Opens one. What is wrong with it is told when it is read. */
    static SnapshotFile open(Storage storage, Path path, long position) throws IOException {
        StorageFile file = storage.openToRead(path);
        try {
            return new SnapshotFile(path, file, position);
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    /** What is wrong with a snapshot, reading all of it; empty if nothing. */
    static Optional<String> fault(Storage storage, Path path, long position) throws IOException {
        try (SnapshotFile snapshot = open(storage, path, position)) {
            snapshot.readAll();
            return Optional.empty();
        } catch (JournalCorruptException e) {
            return Optional.of(e.getMessage());
        }
    }

    /** @throws JournalCorruptException if something is wrong with it */
    void readAll() throws IOException {
        while (move()) {
            // Only looked at.
        }
    }

    private void requireHeader() throws IOException {
        ByteBuffer header = cursor.header();
        if (header.equals(SnapshotFormat.header(position))) {
            return;
        }
        if (header.limit() < SegmentFormat.HEADER_BYTES) {
            throw damage(0, "the header is cut off after " + header.limit() + " bytes");
        }
        if (header.getLong(0) != SnapshotFormat.MAGIC) {
            throw damage(0, "this is not a snapshot of a Gantry journal");
        }
        int version = header.getInt(SegmentFormat.VERSION_OFFSET);
        if (version != SnapshotFormat.VERSION) {
            throw damage(
                    0, "the format is version " + version + ", this Gantry reads version " + SnapshotFormat.VERSION);
        }
        throw damage(0, "the header does not match its checksum or the file's name");
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Optional<byte[]> next() throws IOException {
        if (!move()) {
            return Optional.empty();
        }
        ByteBuffer payload = cursor.payload();
        byte[] part = new byte[payload.remaining()];
        payload.get(part);
        return Optional.of(part);
    }

    /** Goes to the next part; false behind the last. */
    boolean move() throws IOException {
        if (isAtEnd) {
            return false;
        }
        if (parts == 0) {
            requireHeader();
        }
        if (cursor.next()) {
            parts++;
            return true;
        }
        requireEndMark();
        isAtEnd = true;
        return false;
    }

    /** The part, valid until the next call. */
    ByteBuffer part() {
        return cursor.payload();
    }

    long parts() {
        return parts;
    }

    /** Bytes of the file. */
    long size() {
        return cursor.size();
    }

    /** Where it is damaged, once that was thrown; else where the last part read ends. */
    long offset() {
        return faultOffset < 0 ? cursor.endOffset() : faultOffset;
    }

    /** What is wrong there, once that was thrown. */
    String fault() {
        return fault;
    }

    private void requireEndMark() throws IOException {
        long offset = cursor.endOffset();
        long left = cursor.size() - offset;
        ByteBuffer mark = SnapshotFormat.endMark(cursor.endPosition(), parts, position);
        if (left >= SnapshotFormat.END_MARK_BYTES
                && cursor.bytes(offset, SnapshotFormat.END_MARK_BYTES).equals(mark)) {
            if (left > SnapshotFormat.END_MARK_BYTES) {
                throw damage(offset + SnapshotFormat.END_MARK_BYTES, "there is something behind its end");
            }
            return;
        }
        throw damage(
                offset,
                left == 0 ? "it has no end" : "part " + parts + " (or the end mark) is bad, or not the next one");
    }

    private JournalCorruptException damage(long offset, String what) {
        faultOffset = offset;
        fault = what;
        return new JournalCorruptException(path.getFileName() + " at offset " + offset + ": " + what);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("{} could not be closed", path, e);
        }
    }
}
