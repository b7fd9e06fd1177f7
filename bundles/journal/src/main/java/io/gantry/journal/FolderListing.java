package io.gantry.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What lies in a journal's folder, by the names of the files. Files with other names are left alone. */
final class FolderListing {
    private static final Pattern UNFINISHED = Pattern.compile("(snapshot|install)-\\d{20}\\.tmp");

    private final List<Long> segments = new ArrayList<>();
    private final List<Long> snapshots = new ArrayList<>();
    private final List<Long> installs = new ArrayList<>();
    private final List<String> unfinished = new ArrayList<>();
    private boolean hasEndMark;

    /** @throws io.gantry.engine.api.journal.JournalCorruptException if a file is named like a segment, but is none */
    FolderListing(Storage storage, Path directory) throws IOException {
        for (String name : storage.list(directory)) {
            if (!isSorted(name) && name.endsWith(SegmentFormat.FILE_SUFFIX)) {
                throw new Damage(directory)
                        .of(
                                name + " is not the name of a segment, which is 20 digits and .log",
                                ", or move the file away");
            }
        }
    }

    private boolean isSorted(String name) {
        if (name.equals(EndMark.NAME)) {
            hasEndMark = true;
            return true;
        }
        if (name.equals(LogFolder.SPARE_NAME)
                || name.equals(LogFolder.BEGIN_NAME)
                || UNFINISHED.matcher(name).matches()) {
            return unfinished.add(name);
        }
        return isAdded(SegmentFormat.startOf(name), segments)
                || isAdded(SnapshotFormat.positionOf(name), snapshots)
                || isAdded(SnapshotFormat.installPositionOf(name), installs);
    }

    private static boolean isAdded(OptionalLong position, List<Long> positions) {
        return position.isPresent() && positions.add(position.getAsLong());
    }

    /** Whether these are names of a journal's files. */
    static boolean isJournal(List<String> names) {
        return names.stream()
                .anyMatch(name -> name.equals(LockFile.NAME)
                        || name.equals(EndMark.NAME)
                        || SegmentFormat.startOf(name).isPresent()
                        || SnapshotFormat.positionOf(name).isPresent());
    }

    /** Where they start, rising. */
    List<Long> segments() {
        return segments;
    }

    /** Their positions, rising. */
    List<Long> snapshots() {
        return snapshots;
    }

    /** Of snapshots that are to replace everything. */
    List<Long> installs() {
        return installs;
    }

    /** Files that count for nothing. */
    List<String> unfinished() {
        return unfinished;
    }

    boolean hasEndMark() {
        return hasEndMark;
    }
}
