package io.gantry.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Looks into a journal that nobody has open, and changes nothing. As long as it lasts, nobody can open the journal. One thread.
 */
public final class JournalInspection implements AutoCloseable {

    /** Is shown records. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param position of the record's beginning
         * @param record its bytes, valid during the call, little endian
         * @return whether to go on
         */
        boolean record(long position, ByteBuffer record) throws IOException;
    }

    private final Path directory;
    private final Storage storage = new DiskStorage();
    private final DirectoryLock lock;
    private final FolderListing listing;
    private final OptionalLong endMark;

    private JournalInspection(Path directory, DirectoryLock lock) throws IOException {
        this.directory = directory;
        this.lock = lock;
        this.listing = new FolderListing(storage, directory);
        this.endMark = listing.hasEndMark() ? EndMark.read(storage, directory) : OptionalLong.empty();
    }

    /** The journals in a folder: itself, if it is one, else those right below it, by name. */
    public static List<Path> journalsIn(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NotDirectoryException(directory.toString());
        }
        if (isJournal(directory)) {
            return List.of(directory);
        }
        try (Stream<Path> inside = Files.list(directory)) {
            return inside.filter(JournalInspection::isJournal).sorted().toList();
        }
    }

    private static boolean isJournal(Path directory) {
        try {
            return Files.isDirectory(directory) && FolderListing.isJournal(new DiskStorage().list(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Begins one.
     *
     * @throws IOException if a process has the journal open, or a file is in the folder that is named like a segment and is none
     */
    public static JournalInspection of(Path directory) throws IOException {
        DirectoryLock lock = LockFile.share(directory);
        try {
            return new JournalInspection(directory, lock);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Reads everything, and tells of each file what is in it and what is wrong with it. */
    public List<InspectedFile> verify() throws IOException {
        return new JournalVerification(storage, directory, listing, endMark).verify();
    }

    /** Position of the oldest record kept, or where the first one will stand. */
    public long startPosition() {
        return listing.segments().isEmpty() ? 0 : listing.segments().get(0);
    }

    /**
     * Shows the records that begin at a position or behind, up to the log's end or the first that is bad.
     *
     * @return what is bad, empty if nothing up to where the visitor or the log ended
     */
    public Optional<String> forEachRecord(long from, Visitor visitor) throws IOException {
        SegmentFiles.Proof proof = SegmentFiles.Proof.of(listing, endMark);
        SegmentFiles segments = new SegmentFiles(storage, directory, listing.segments(), proof);
        if (segments.count() == 0) {
            return Optional.empty();
        }
        long end = segments.start(segments.indexOf(from));
        for (int i = segments.indexOf(from); i < segments.count(); i++) {
            if (!segments.header(i).isGood()) {
                return Optional.of(
                        segments.name(i) + " at offset 0: " + segments.header(i).fault());
            }
            if (segments.start(i) != end) {
                return Optional.of("the log ends at position " + end + ", but the next segment is " + segments.name(i));
            }
            try (StorageFile file = segments.open(i)) {
                RecordCursor cursor = segments.cursor(file, i);
                while (cursor.next()) {
                    if (cursor.position() >= from && !visitor.record(cursor.position(), cursor.payload())) {
                        return Optional.empty();
                    }
                }
                end = cursor.endPosition();
                if (cursor.defect() != Defect.NONE) {
                    return Optional.of(segments.name(i) + " at offset " + cursor.endOffset() + " (position " + end
                            + "): what stands there " + cursor.defect().text());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
