package io.gantry.journal;

import java.io.IOException;

/**
 * The replacement of all that is there by another's snapshot. It is decided once the snapshot is on disk under the name that says so: from then
 * on whoever opens the folder finishes it. Then everything else goes, the log begins behind the snapshot, and the snapshot gets the name of one.
 */
final class Installation {
    private final LogFolder folder;
    private final LogReads reads;
    private final long position;

    Installation(LogFolder folder, LogReads reads, long position) {
        this.folder = folder;
        this.reads = reads;
        this.position = position;
    }

    long position() {
        return position;
    }

    /** Does it, in a journal that is open; answers the log's new end. */
    SegmentWriter apply() throws IOException {
        reads.forget();
        return finish(folder, position);
    }

    /** Does what is left of it, once it is decided. */
    static SegmentWriter finish(LogFolder folder, long position) throws IOException {
        folder.clear(position);
        SegmentWriter segment = SegmentWriter.create(folder, position);
        try {
            folder.syncLog(position, position);
            folder.storage().rename(folder.path(SnapshotFormat.installName(position)), folder.snapshot(position));
            folder.syncDirectory();
        } catch (IOException | RuntimeException | Error e) {
            segment.close();
            throw e;
        }
        folder.snapshots().add(position);
        return segment;
    }
}
