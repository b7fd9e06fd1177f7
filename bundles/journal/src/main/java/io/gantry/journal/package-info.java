/**
 * The file journal: an append-only log of records in one folder.
 *
 * <p>The appending thread copies a record into a ring in memory and goes on. One thread per journal takes what is in the
 * ring, seals it with checksums, writes it, syncs it, and then moves the durable position; whatever was appended meanwhile
 * is the next group. The ring holds the bytes just as they go to the file, so a position in the log is a place in the ring
 * and a place in a file.
 *
 * <p>The log is cut into segments, files named after the position they start at. How a segment looks is in
 * {@link io.gantry.journal.SegmentFormat}; what is a torn tail and what is damage, in
 * {@link io.gantry.journal.JournalOpening}.
 */
package io.gantry.journal;
