package io.gantry.journal;

import java.util.List;

/**
 * What an inspection found in one file of a journal.
 *
 * @param name of the file
 * @param kind what the file is
 * @param from position that it begins at
 * @param to position behind its last good record; of a snapshot, the position that it is of
 * @param records how many good records, or parts of a snapshot, it has
 * @param bytes that the file has
 * @param state in words
 * @param findings what is damaged, empty if nothing
 */
public record InspectedFile(
        String name, Kind kind, long from, long to, long records, long bytes, String state, List<Finding> findings) {

    /** What files there are. */
    public enum Kind {
        SEGMENT,
        SNAPSHOT,
        END_MARK,
        UNFINISHED
    }

    /**
     * Something that no crash can have left.
     *
     * @param offset in the file
     * @param position in the log
     * @param what a sentence
     */
    public record Finding(long offset, long position, String what) {}

    public InspectedFile {
        findings = List.copyOf(findings);
    }
}
