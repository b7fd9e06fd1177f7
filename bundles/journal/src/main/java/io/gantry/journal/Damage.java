package io.gantry.journal;

import io.gantry.engine.api.journal.JournalCorruptException;
import java.nio.file.Path;

/** Says that a folder holds what no crash can have left, and what can be done. */
record Damage(Path directory) {
    private static final String REMEDY = ". Nothing was changed. Put the folder back from a copy";

    /** @param what a sentence that names file and offset */
    JournalCorruptException of(String what) {
        return of(what, "");
    }

    /** @param otherRemedy what else can be done, after a comma */
    JournalCorruptException of(String what, String otherRemedy) {
        return new JournalCorruptException("journal " + directory + ": " + what + REMEDY + otherRemedy + ".");
    }

    /** A record that cannot be like this after a crash. */
    JournalCorruptException ofRecord(long segmentStart, long offset, Defect defect, String why) {
        long position = segmentStart + offset - SegmentFormat.HEADER_BYTES;
        return of(
                SegmentFormat.fileName(segmentStart) + " at offset " + offset + " (position " + position
                        + "): the record " + defect.text() + ", " + why,
                ", or give up everything from here on: cut this file to " + offset
                        + " bytes and move the segments behind it, and snapshots of higher positions, away");
    }
}
