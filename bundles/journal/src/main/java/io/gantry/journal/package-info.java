/**
 * The file journal: a log of records in one folder, and snapshots that let its beginning be forgotten.
 *
 * <p>The appending thread copies a record into a ring in memory and goes on. One thread per journal takes what is in the
 * ring, seals it with checksums, writes it, syncs it if the durability asks for it, and then moves the durable position;
 * whatever was appended meanwhile is the next group. The ring holds the bytes just as they go to the file, so a position
 * in the log is a place in the ring and a place in a file. A second thread makes the next segment ahead of time, writes
 * snapshots, and deletes what they make superfluous, so that no group waits for any of that.
 *
 * <pre>
 * journal.lock             who has the folder
 * 00000000000000000000.log segments, named after the position they start at: {@link io.gantry.journal.SegmentFormat}
 * snapshot-....img         the two newest snapshots, named after their positions: {@link io.gantry.journal.SnapshotFormat}
 * install-....img          another's snapshot that is to replace everything: {@link io.gantry.journal.Installation}
 * ended-well               only while nobody has it open, if it was closed: {@link io.gantry.journal.EndMark}
 * *.tmp                    not finished, counts for nothing
 * </pre>
 *
 * <p>What a crash leaves and what is damage is told apart in {@link io.gantry.journal.LogScan}. {@link
 * io.gantry.journal.Journals} opens journals without OSGi; without threads of their own and on a {@link
 * io.gantry.journal.Storage} of the caller's, they are what simulations run.
 */
package io.gantry.journal;
