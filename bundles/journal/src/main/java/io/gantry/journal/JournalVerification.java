package io.gantry.journal;

import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.journal.InspectedFile.Finding;
import io.gantry.journal.InspectedFile.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;

/** Reads every file of a journal, also what opening it would not read, and goes on behind what is damaged. */
final class JournalVerification {
    private final Storage storage;
    private final Path directory;
    private final FolderListing listing;
    private final OptionalLong endMark;
    private final SegmentFiles segments;
    private final List<InspectedFile> files = new ArrayList<>();

    /** Positions of snapshots at which no record ended so far. */
    private final TreeSet<Long> unmatched;

    private long end;

    /** What the log's end is at, if a crash has left something behind it. */
    private boolean isTorn;

    JournalVerification(Storage storage, Path directory, FolderListing listing, OptionalLong endMark)
            throws IOException {
        this.storage = storage;
        this.directory = directory;
        this.listing = listing;
        this.endMark = endMark;
        this.segments =
                new SegmentFiles(storage, directory, listing.segments(), SegmentFiles.Proof.of(listing, endMark));
        this.unmatched = new TreeSet<>(listing.snapshots());
    }

    List<InspectedFile> verify() throws IOException {
        end = segments.count() == 0 ? 0 : segments.start(0);
        unmatched.remove(end);
        for (int i = 0; i < segments.count(); i++) {
            verifySegment(i);
        }
        boolean isBaseGood = segments.count() == 0 || segments.start(0) == 0;
        for (long position : listing.snapshots()) {
            InspectedFile snapshot = verifySnapshot(SnapshotFormat.fileName(position), position, "complete");
            isBaseGood |= snapshot.findings().isEmpty() && position >= segments.start(0);
            files.add(snapshot);
        }
        for (long position : listing.installs()) {
            files.add(verifySnapshot(
                    SnapshotFormat.installName(position), position, "replaces everything at the next start"));
        }
        listing.unfinished().forEach(this::addUnfinished);
        verifyEnd(isBaseGood || !listing.installs().isEmpty());
        return files;
    }

    private void verifySegment(int index) throws IOException {
        List<Finding> findings = new ArrayList<>();
        long start = segments.start(index);
        if (isTorn) {
            addSegment(index, end, 0, "behind the log's end, goes at the next start", findings);
            return;
        }
        try (StorageFile file = segments.open(index)) {
            // Its own memory: looking for a proof behind it uses that of the segments.
            RecordCursor cursor = RecordCursor.over(file, start);
            if (start != end && !isTornBefore(index, findings)) {
                end = start;
            }
            String headerFault = segments.header(index).fault();
            if (!headerFault.isEmpty()) {
                verifyBadHeader(index, cursor, findings);
            }
            long records = isTorn ? 0 : countRecords(index, cursor, findings);
            addSegment(index, end, records, stateOf(index, findings), findings);
        }
    }

    /** There is a gap before a segment: is it what a crash has left? */
    private boolean isTornBefore(int index, List<Finding> findings) throws IOException {
        Optional<String> why = segments.proofBehind(end, index - 1, Optional.empty());
        isTorn = why.isEmpty();
        if (!isTorn) {
            findings.add(new Finding(
                    0,
                    end,
                    "the log before it ends at position " + end + ", what was between is missing, " + why.get()));
        }
        return isTorn;
    }

    private void verifyBadHeader(int index, RecordCursor cursor, List<Finding> findings) throws IOException {
        SegmentHeader header = segments.header(index);
        if (!header.isTorn()) {
            findings.add(new Finding(0, end, header.fault()));
            return;
        }
        Optional<String> why = segments.proofBehind(end, index, Optional.of(cursor));
        isTorn = why.isEmpty();
        if (!isTorn) {
            findings.add(new Finding(0, end, header.fault() + ", " + why.get()));
        }
    }

    private long countRecords(int index, RecordCursor cursor, List<Finding> findings) throws IOException {
        long records = 0;
        while (true) {
            while (cursor.next()) {
                records++;
                end = cursor.endPosition();
                unmatched.remove(end);
            }
            if (cursor.defect() == Defect.NONE) {
                return records;
            }
            Defect defect = cursor.defect();
            long offset = cursor.endOffset();
            long position = cursor.endPosition();
            Optional<String> why = segments.proofBehind(position, index, Optional.of(cursor));
            if (why.isEmpty()) {
                isTorn = true;
                return records;
            }
            findings.add(new Finding(offset, position, "the record " + defect.text() + ", " + why.get()));
            OptionalLong next = cursor.goodRecordBehind(offset, false);
            if (next.isEmpty()) {
                // Where the next segment begins, this one ended: what is between is told once.
                end = index + 1 < segments.count() ? segments.start(index + 1) : position;
                return records;
            }
            cursor.skipTo(next.getAsLong());
        }
    }

    private String stateOf(int index, List<Finding> findings) {
        if (!findings.isEmpty()) {
            return "damaged";
        }
        if (isTorn) {
            return "good up to what a crash left, which is cut off at the next start";
        }
        return index == segments.count() - 1 ? "good, the last one" : "good";
    }

    private void addSegment(int index, long to, long records, String state, List<Finding> findings) throws IOException {
        long from = segments.start(index);
        files.add(new InspectedFile(
                segments.name(index),
                Kind.SEGMENT,
                from,
                Math.max(from, to),
                records,
                size(segments.name(index)),
                state,
                findings));
    }

    private InspectedFile verifySnapshot(String name, long position, String goodState) throws IOException {
        try (SnapshotFile snapshot = SnapshotFile.open(storage, directory.resolve(name), position)) {
            List<Finding> findings = new ArrayList<>();
            try {
                snapshot.readAll();
            } catch (JournalCorruptException e) {
                findings.add(new Finding(snapshot.offset(), position, snapshot.fault()));
            }
            return new InspectedFile(
                    name,
                    Kind.SNAPSHOT,
                    position,
                    position,
                    snapshot.parts(),
                    snapshot.size(),
                    findings.isEmpty() ? goodState : "damaged",
                    findings);
        }
    }

    private void addUnfinished(String name) {
        files.add(new InspectedFile(
                name, Kind.UNFINISHED, 0, 0, 0, 0, "was not finished, goes at the next start", List.of()));
    }

    /** What concerns no single segment or snapshot. */
    private void verifyEnd(boolean isBaseGood) throws IOException {
        List<Finding> findings = new ArrayList<>();
        if (!isBaseGood) {
            findings.add(new Finding(
                    0,
                    0,
                    "the log begins at position " + segments.start(0) + ", and no good snapshot is of it or later"));
        }
        if (end < segments.proof().position() && !hasFindings()) {
            findings.add(new Finding(
                    0,
                    end,
                    "the log ends at position " + end + ", " + segments.proof().text()));
        }
        for (long position : unmatched) {
            if (position < end && position > segments.start(0) && !hasFindings()) {
                findings.add(new Finding(0, position, "the snapshot's position is not the end of a record"));
            }
        }
        String state = endMark.isPresent()
                ? "closed at position " + endMark.getAsLong()
                : listing.hasEndMark() ? "not whole, counts for nothing" : "none: the journal was not closed";
        files.add(new InspectedFile(
                EndMark.NAME,
                Kind.END_MARK,
                0,
                endMark.orElse(0),
                0,
                listing.hasEndMark() ? size(EndMark.NAME) : 0,
                findings.isEmpty() ? state : "damaged",
                findings));
    }

    private boolean hasFindings() {
        return files.stream().anyMatch(file -> !file.findings().isEmpty());
    }

    private long size(String name) throws IOException {
        try (StorageFile file = storage.openToRead(directory.resolve(name))) {
            return file.size();
        }
    }
}
