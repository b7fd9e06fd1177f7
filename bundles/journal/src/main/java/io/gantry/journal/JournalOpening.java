package io.gantry.journal;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the journal in one folder: locks it, reads it, tells a torn tail from damage, and readies its end for appending.
 *
 * <p>A <em>torn tail</em> is what a crash can leave: bytes at the end of the last segment that are no good record and have
 * no good record anywhere behind them, or a last segment that did not get its header. It is cut off. Everything else that
 * is not as it was written is <em>damage</em>: a bad record with a good one behind it, a bad record in a segment that has
 * a successor, a missing segment, a file of another format. Then nothing on disk is changed, and people decide.
 */
final class JournalOpening {
    private static final Logger LOG = LoggerFactory.getLogger(JournalOpening.class);
    private static final String REMEDY = ". Nothing was changed. Put the folder back from a copy";

    private final Storage storage;
    private final JournalSettings settings;
    private final boolean isSynced;
    private final Path directory;
    private final JournalReader reader;
    private ByteBuffer window = ByteBuffer.allocate(0);

    JournalOpening(
            Storage storage, JournalSettings settings, Durability durability, Path directory, JournalReader reader) {
        this.storage = storage;
        this.settings = settings;
        this.isSynced = durability == Durability.REPLICATED_FSYNC;
        this.directory = directory;
        this.reader = reader;
    }

    /** @param onClose is told when the journal is closed */
    FileJournal open(boolean hasOwnThreads, Consumer<FileJournal> onClose) throws IOException {
        try {
            storage.makeDirectory(directory, isSynced);
            return openLocked(storage.lock(directory), hasOwnThreads, onClose);
        } catch (FileSystemException e) {
            throw new IOException("journal " + directory + ": " + describe(e), e);
        }
    }

    private static String describe(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "user " + System.getProperty("user.name") + " may not read and write " + e.getFile()
                    + ". Give him that right, or use another folder";
        }
        if (e instanceof FileAlreadyExistsException) {
            return e.getFile() + " is in the way: it is not a folder. Remove it, or use another folder";
        }
        return e.getMessage();
    }

    private FileJournal openLocked(DirectoryLock lock, boolean hasOwnThreads, Consumer<FileJournal> onClose)
            throws IOException {
        try {
            return FileJournal.start(directory, endOfLog(), settings, hasOwnThreads, lock, onClose);
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private SegmentWriter endOfLog() throws IOException {
        List<Long> starts = starts();
        if (starts.isEmpty()) {
            return SegmentWriter.begin(storage, settings, isSynced, directory, 0);
        }
        if (starts.get(0) != 0) {
            throw damage(name(starts.get(0)) + " is the first segment, those from position 0 to it are missing", "");
        }
        // All headers before any record: a folder of another format is refused before anything is shown to the reader.
        int last = starts.size() - 1;
        for (int i = 0; i < last; i++) {
            requireHeader(starts.get(i));
        }
        boolean isLastBegun = !isTornAtBirth(starts.get(last));
        for (int i = 0; i < last; i++) {
            readWhole(starts.get(i), starts.get(i + 1));
        }
        if (isLastBegun) {
            return readLast(starts.get(last));
        }
        LOG.info("journal {}: {} got no header before a crash, beginning it again", directory, name(starts.get(last)));
        return SegmentWriter.beginAgain(storage, settings, isSynced, directory, starts.get(last));
    }

    /** Start positions by the names of the files, rising. */
    private List<Long> starts() throws IOException {
        List<Long> starts = new ArrayList<>();
        for (String name : storage.list(directory)) {
            OptionalLong start = SegmentFormat.startOf(name);
            if (start.isPresent()) {
                starts.add(start.getAsLong());
            } else if (name.endsWith(SegmentFormat.FILE_SUFFIX)) {
                throw damage(
                        name + " is not the name of a segment, which is 20 digits and .log", ", or move the file away");
            }
        }
        return starts;
    }

    private void requireHeader(long start) throws IOException {
        try (StorageFile file = open(start)) {
            SegmentReader segment = reader(file, start);
            String fault = faultOf(segment.header(), start);
            if (!fault.isEmpty()) {
                throw damage(name(start) + " at offset 0: " + fault, "");
            }
        }
    }

    /** Was the last segment's file made, but its header not written? Any other bad header is damage. */
    private boolean isTornAtBirth(long start) throws IOException {
        try (StorageFile file = open(start)) {
            SegmentReader segment = reader(file, start);
            ByteBuffer header = segment.header();
            ByteBuffer begun = SegmentFormat.header(start).limit(header.limit());
            boolean isShort = header.limit() < SegmentFormat.HEADER_BYTES;
            if (isShort && header.equals(begun) || segment.isAllZeros()) {
                return true;
            }
        }
        requireHeader(start);
        return false;
    }

    private static String faultOf(ByteBuffer header, long start) {
        if (header.equals(SegmentFormat.header(start))) {
            return "";
        }
        if (header.limit() < SegmentFormat.HEADER_BYTES) {
            return "the header is cut off after " + header.limit() + " bytes";
        }
        if (header.getLong(0) != SegmentFormat.MAGIC) {
            return "this is not a segment of a Gantry journal";
        }
        int version = header.getInt(SegmentFormat.VERSION_OFFSET);
        if (version != SegmentFormat.VERSION) {
            return "the format is version " + version + ", this Gantry reads version " + SegmentFormat.VERSION
                    + ": start the version that wrote it";
        }
        return "the header does not match its checksum or the file's name";
    }

    /** Reads a segment that has a successor and so was finished. */
    private void readWhole(long start, long nextStart) throws IOException {
        try (StorageFile file = open(start)) {
            SegmentReader segment = reader(file, start);
            long offset = segment.deliver(reader);
            if (segment.defect() != Defect.NONE) {
                throw badRecord(
                        start, offset, segment.defect(), "in a segment that was finished before the next was begun");
            }
            long end = start + offset - SegmentFormat.HEADER_BYTES;
            if (end != nextStart) {
                throw damage(
                        name(start) + " ends at position " + end + " (offset " + offset + "), but the next segment is "
                                + name(nextStart) + ": what was between is missing",
                        "");
            }
            if (isSynced) {
                // Whoever wrote it may have had syncing off.
                file.force();
            }
        }
    }

    private SegmentWriter readLast(long start) throws IOException {
        StorageFile file = open(start);
        try {
            SegmentReader segment = reader(file, start);
            long offset = segment.deliver(reader);
            if (segment.defect() != Defect.NONE) {
                cutTail(file, segment, start, offset);
            }
            long end = start + offset - SegmentFormat.HEADER_BYTES;
            SegmentWriter writer = SegmentWriter.resume(storage, settings, isSynced, directory, file, start, end);
            // What was read may still be in memory only, left there by a process that was killed before it could sync.
            writer.sync();
            return writer;
        } catch (IOException | RuntimeException | Error e) {
            file.close();
            throw e;
        }
    }

    private void cutTail(StorageFile file, SegmentReader segment, long start, long offset) throws IOException {
        Defect defect = segment.defect();
        OptionalLong good = segment.goodRecordBehind(offset);
        if (good.isPresent()) {
            throw badRecord(start, offset, defect, "but a good record follows at offset " + good.getAsLong());
        }
        LOG.info(
                "journal {}: cutting {} torn bytes off {} at offset {}: the last record {}",
                directory,
                segment.size() - offset,
                name(start),
                offset,
                defect.text());
        file.truncate(offset);
    }

    private JournalCorruptException badRecord(long start, long offset, Defect defect, String why) {
        long position = start + offset - SegmentFormat.HEADER_BYTES;
        return damage(
                name(start) + " at offset " + offset + " (position " + position + "): the record " + defect.text()
                        + ", " + why,
                ", or give up everything from here on: cut this file to " + offset
                        + " bytes and move the segments behind it away");
    }

    private JournalCorruptException damage(String what, String otherRemedy) {
        return new JournalCorruptException("journal " + directory + ": " + what + REMEDY + otherRemedy + ".");
    }

    private SegmentReader reader(StorageFile file, long start) throws IOException {
        int bytes = (int) Math.min(file.size(), SegmentReader.MAX_WINDOW_BYTES);
        if (window.capacity() < bytes) {
            window = ByteBuffer.allocateDirect(bytes);
        }
        return new SegmentReader(file, start, window);
    }

    private StorageFile open(long start) throws IOException {
        return storage.open(directory.resolve(name(start)));
    }

    private static String name(long start) {
        return SegmentFormat.fileName(start);
    }
}
