package io.gantry.journal;

import io.gantry.engine.api.journal.JournalFactory.OpenJournal;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the journal in one folder: locks it, reads it, tells what a crash left from damage ({@link LogScan}), and readies its end for
 * appending. Changes nothing before all that is to be shown was shown.
 *
 * <p>Segments wholly before the snapshot that is used are not read: whoever reads the log there, and {@code gantry journal verify}, checks
 * them.
 */
final class JournalOpening {
    private static final Logger LOG = LoggerFactory.getLogger(JournalOpening.class);

    private final LogFolder folder;
    private final Storage storage;
    private final long keepUntil;
    private final JournalReader reader;
    private final Damage damage;

    /** Snapshots that are not to be there any more: damaged ones, and those of what is dropped. */
    private final List<Long> dropped = new ArrayList<>();

    private final List<String> faults = new ArrayList<>();

    JournalOpening(LogFolder folder, long keepUntil, JournalReader reader) {
        this.folder = folder;
        this.storage = folder.storage();
        this.keepUntil = keepUntil;
        this.reader = reader;
        this.damage = new Damage(folder.directory());
    }

    /** @param onClose is told when the journal is closed */
    OpenJournal open(boolean hasOwnThreads, Consumer<FileJournal> onClose) throws IOException {
        try {
            storage.makeDirectory(folder.directory(), folder.isSynced());
            return openLocked(storage.lock(folder.directory()), hasOwnThreads, onClose);
        } catch (FileSystemException | NoSpaceException e) {
            throw new IOException("journal " + folder.directory() + ": " + describe(e), e);
        }
    }

    private static String describe(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return "user " + System.getProperty("user.name") + " may not read and write " + denied.getFile()
                    + ". Give him that right, or use another folder";
        }
        if (e instanceof FileAlreadyExistsException inTheWay) {
            return inTheWay.getFile() + " is in the way: it is not a folder. Remove it, or use another folder";
        }
        return e instanceof NoSpaceException
                ? "there is no room for its first segment: " + e.getMessage()
                        + ". Free space on its disk, or make segmentBytes smaller"
                : e.getMessage();
    }

    private OpenJournal openLocked(DirectoryLock lock, boolean hasOwnThreads, Consumer<FileJournal> onClose)
            throws IOException {
        try {
            FolderListing listing = finishInstallation();
            OptionalLong mark = listing.hasEndMark() ? EndMark.read(storage, folder.directory()) : OptionalLong.empty();
            OptionalLong snapshot = chooseSnapshot(listing);
            LogScan scan = read(listing, snapshot, mark);
            boolean hasEndedWell = mark.isPresent() && (mark.getAsLong() == scan.end() || scan.end() == keepUntil);
            SegmentWriter segment = repair(listing, scan);
            FileJournal journal = new FileJournal(folder, segment, hasOwnThreads, lock, onClose);
            return new OpenJournal(journal.start(), hasEndedWell);
        } catch (IOException | RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** Another's snapshot that was to replace everything, and was complete, does so now. */
    private FolderListing finishInstallation() throws IOException {
        FolderListing listing = new FolderListing(storage, folder.directory());
        if (listing.installs().isEmpty()) {
            return listing;
        }
        long position = listing.installs().get(listing.installs().size() - 1);
        Optional<String> fault =
                SnapshotFile.fault(storage, folder.path(SnapshotFormat.installName(position)), position);
        if (fault.isPresent()) {
            throw damage.of("it was about to be replaced by a snapshot, of which " + fault.get());
        }
        LOG.info(
                "journal {}: it is replaced by the snapshot at position {}, as was begun before",
                folder.directory(),
                position);
        removeUnfinished(listing);
        folder.segments().addAll(listing.segments());
        folder.snapshots().addAll(listing.snapshots());
        Installation.finish(folder, position).close();
        return new FolderListing(storage, folder.directory());
    }

    private void removeUnfinished(FolderListing listing) throws IOException {
        for (String name : listing.unfinished()) {
            storage.delete(folder.path(name));
        }
        if (listing.hasEndMark()) {
            storage.delete(folder.path(EndMark.NAME));
        }
        folder.syncDirectory();
    }

    /** The newest good snapshot that is not of what is to be dropped. */
    private OptionalLong chooseSnapshot(FolderListing listing) throws IOException {
        for (int i = listing.snapshots().size() - 1; i >= 0; i--) {
            long position = listing.snapshots().get(i);
            if (position > keepUntil) {
                dropped.add(position);
                continue;
            }
            Optional<String> fault = SnapshotFile.fault(storage, folder.snapshot(position), position);
            if (fault.isEmpty()) {
                return OptionalLong.of(position);
            }
            LOG.warn(
                    "journal {}: a snapshot is damaged, the one before it is used: {}",
                    folder.directory(),
                    fault.get());
            faults.add(fault.get());
            dropped.add(position);
        }
        return OptionalLong.empty();
    }

    private LogScan read(FolderListing listing, OptionalLong snapshot, OptionalLong mark) throws IOException {
        List<Long> starts = listing.segments();
        SegmentFiles.Proof proof = SegmentFiles.Proof.of(listing, mark);
        LogScan scan = new LogScan(folder.directory(), new SegmentFiles(storage, folder.directory(), starts, proof));
        if (starts.isEmpty()) {
            if (proof.position() > 0 || snapshot.isPresent()) {
                throw damage.of("there is no segment, " + proof.text());
            }
            return scan;
        }
        requireBase(starts.get(0), snapshot);
        scan.checkHeaders();
        if (snapshot.isPresent()) {
            showSnapshot(snapshot.getAsLong());
        }
        scan.read(snapshot.orElse(starts.get(0)), keepUntil, reader);
        return scan;
    }

    /** The records before the first segment must be in a snapshot. */
    private void requireBase(long firstStart, OptionalLong snapshot) throws IOException {
        if (snapshot.isPresent() ? snapshot.getAsLong() >= firstStart : firstStart == 0 && keepUntil >= 0) {
            return;
        }
        String what = SegmentFormat.fileName(firstStart) + " is the first segment, those from position "
                + snapshot.orElse(0) + " to it are missing";
        String more = keepUntil < firstStart ? ", and nothing before position " + keepUntil + " is kept" : "";
        throw damage.of(faults.isEmpty() ? what + more : what + more + ", and " + String.join(", ", faults));
    }

    private void showSnapshot(long position) throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(storage, folder.snapshot(position), position)) {
            while (snapshot.move()) {
                reader.snapshot(position, snapshot.part().order(ByteOrder.LITTLE_ENDIAN));
            }
        }
    }

    /** Makes the folder what was found: from here on files are changed. */
    private SegmentWriter repair(FolderListing listing, LogScan scan) throws IOException {
        removeUnfinished(listing);
        folder.segments().addAll(listing.segments());
        folder.snapshots().addAll(listing.snapshots());
        for (long position : dropped) {
            folder.deleteSnapshot(position);
        }
        SegmentWriter segment = readyEnd(listing.segments(), scan);
        try {
            if (!listing.hasEndMark()) {
                folder.writeNewestAgain();
            }
            folder.syncLog(folder.newestSnapshot().orElse(0), segment.end());
            folder.forgetOld();
            return segment;
        } catch (IOException | RuntimeException | Error e) {
            segment.close();
            throw e;
        }
    }

    private SegmentWriter readyEnd(List<Long> starts, LogScan scan) throws IOException {
        for (int i = starts.size() - 1; i >= scan.kept(); i--) {
            LOG.info(
                    "journal {}: {} is no part of the log any more",
                    folder.directory(),
                    folder.segment(starts.get(i)).getFileName());
            folder.deleteSegment(starts.get(i));
        }
        if (scan.isSegmentToBegin()) {
            return SegmentWriter.create(folder, scan.end());
        }
        long start = starts.get(scan.kept() - 1);
        if (scan.isToBeCut()) {
            LOG.info(
                    "journal {}: cutting {} at position {}, the last record's end",
                    folder.directory(),
                    folder.segment(start).getFileName(),
                    scan.end());
            return SegmentWriter.cut(folder, start, scan.end());
        }
        return SegmentWriter.resume(folder, storage.open(folder.segment(start)), start, scan.end());
    }
}
