package io.gantry.journal;

import java.util.Arrays;

/** What a snapshot of the model contains: by its position alone, so that anybody can tell whether it is right. */
final class SnapshotContent {
    private static final int MAX_PARTS = 6;
    private static final int MAX_PART_BYTES = 3000;

    private SnapshotContent() {}

    /** How many parts it has. */
    static int parts(long position) {
        return 1 + (int) (position / 8 % MAX_PARTS);
    }

    static byte[] part(long position, int index) {
        byte[] part = new byte[1 + (int) ((position + index * 977L) % MAX_PART_BYTES)];
        Arrays.fill(part, (byte) (position / 8 + index));
        return part;
    }
}
