package io.gantry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The file that tells that a journal was closed and all of it is on disk, and where its log ended. It is there only while the journal
 * is closed.
 */
final class EndMark {
    static final String NAME = "ended-well";
    private static final int VERSION = 1;
    private static final long MAGIC = SegmentFormat.magic("GANTRYEW");

    private EndMark() {}

    /** Writes it. Everything else is on disk. */
    static void write(LogFolder folder, long end) throws IOException {
        try (StorageFile file = folder.storage().create(folder.path(NAME))) {
            Zeros.writeAll(file, SegmentFormat.header(MAGIC, VERSION, end, 0), 0);
            file.force();
        }
        folder.syncDirectory();
    }

    /** Where the log ended, empty if the file is not as it was written: then it was not written to its end. */
    static OptionalLong read(Storage storage, Path directory) throws IOException {
        try (StorageFile file = storage.openToRead(directory.resolve(NAME))) {
            if (file.size() != SegmentFormat.HEADER_BYTES) {
                return OptionalLong.empty();
            }
            ByteBuffer mark = RecordCursor.over(file, 0).header().order(ByteOrder.LITTLE_ENDIAN);
            long end = mark.getLong(SegmentFormat.START_OFFSET);
            return mark.equals(SegmentFormat.header(MAGIC, VERSION, end, 0))
                    ? OptionalLong.of(end)
                    : OptionalLong.empty();
        }
    }
}
