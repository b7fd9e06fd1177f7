package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory.OpenJournal;
import io.gantry.engine.api.journal.JournalReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one journal has on disk, and what the process that writes it has not synced yet. Everything is synced at once unless a test holds it back; a
 * crash loses what is not synced.
 */
final class MemoryDisk {

    /** A record and where it begins. */
    record Stored(long start, byte[] bytes) {

        long end() {
            return start + Journal.recordBytes(bytes.length);
        }
    }

    private static final int KEPT_SNAPSHOTS = 2;

    private final String name;
    private final List<Stored> records = new ArrayList<>();
    private final TreeMap<Long, List<byte[]>> snapshots = new TreeMap<>();
    private Optional<MemoryJournal> open = Optional.empty();
    private long start;
    private long durable;
    private boolean hasEndedWell;
    private boolean isHeld;
    private boolean isFull;
    private boolean areSnapshotsFailing;
    private boolean isUnreadable;
    private int reads;
    private int snapshotReads;

    MemoryDisk(String name) {
        this.name = name;
    }

    /** From now on nothing is synced before {@link #release}. */
    synchronized void hold() {
        isHeld = true;
    }

    synchronized void release() {
        isHeld = false;
        settle();
    }

    /** Whether there is no room for more. */
    synchronized void full(boolean full) {
        isFull = full;
    }

    /** Whether the log cannot be read for others. */
    synchronized void unreadable(boolean unreadable) {
        isUnreadable = unreadable;
    }

    /** Whether snapshots cannot be written. */
    synchronized void failSnapshots(boolean failing) {
        areSnapshotsFailing = failing;
    }

    /** The process dies: what is not synced is gone, and so is what it had begun. */
    synchronized void crash() {
        open.ifPresent(MemoryJournal::die);
        open = Optional.empty();
        records.removeIf(record -> record.end() > durable);
        isHeld = false;
    }

    /** How often the log was read for others. */
    synchronized int reads() {
        return reads;
    }

    /** How often a snapshot was read for others. */
    synchronized int snapshotReads() {
        return snapshotReads;
    }

    /** Where each snapshot stands that is on disk. */
    synchronized List<Long> snapshotPositions() {
        return List.copyOf(snapshots.keySet());
    }

    synchronized long start() {
        return start;
    }

    synchronized long end() {
        return records.isEmpty()
                ? Math.max(start, replaceable())
                : records.get(records.size() - 1).end();
    }

    /** End of the newest snapshot: the log may begin there and be empty. */
    private long replaceable() {
        return snapshots.isEmpty() ? 0 : snapshots.lastKey();
    }

    /** All records, oldest first. */
    synchronized List<Stored> records() {
        return List.copyOf(records);
    }

    /** As it is now, for another disk to begin with: a copy that came back from somewhere. */
    synchronized MemoryDisk copy(String of) {
        MemoryDisk copy = new MemoryDisk(of);
        copy.records.addAll(records);
        copy.snapshots.putAll(snapshots);
        copy.start = start;
        copy.durable = end();
        copy.hasEndedWell = true;
        return copy;
    }

    /** Replaces everything by what another disk has. */
    synchronized void becomes(MemoryDisk other) {
        records.clear();
        records.addAll(other.records);
        snapshots.clear();
        snapshots.putAll(other.snapshots);
        start = other.start;
        durable = other.durable;
        hasEndedWell = other.hasEndedWell;
    }

    synchronized OpenJournal open(long keepUntil, JournalReader reader) throws IOException {
        if (open.isPresent()) {
            throw new IOException("journal " + name + " is open already");
        }
        requireBoundary(keepUntil);
        boolean endedWell = hasEndedWell;
        hasEndedWell = false;
        snapshots.tailMap(keepUntil, false).clear();
        records.removeIf(record -> record.end() > keepUntil);
        durable = end();
        if (snapshots.isEmpty() && start > 0) {
            throw new IOException(
                    "journal " + name + " begins at " + start + " and has no snapshot up to " + keepUntil);
        }
        long from = snapshots.isEmpty() ? 0 : snapshots.lastKey();
        for (byte[] part : snapshots.getOrDefault(from, List.of())) {
            reader.snapshot(from, ByteBuffer.wrap(part.clone()).order(ByteOrder.LITTLE_ENDIAN));
        }
        for (Stored record : List.copyOf(records)) {
            if (record.start() >= from) {
                ByteBuffer bytes = ByteBuffer.wrap(record.bytes().clone()).order(ByteOrder.LITTLE_ENDIAN);
                reader.record(record.end(), bytes);
            }
        }
        MemoryJournal journal = new MemoryJournal(this);
        open = Optional.of(journal);
        return new OpenJournal(journal, endedWell);
    }

    private void requireBoundary(long position) throws IOException {
        boolean isInside = records.stream().anyMatch(record -> record.start() < position && position < record.end());
        if (position < start || isInside) {
            throw new IOException("journal " + name + ": no record ends at position " + position);
        }
    }

    synchronized long append(ByteBuffer record) {
        if (isFull) {
            return Journal.BACK_PRESSURED;
        }
        byte[] copy = new byte[record.remaining()];
        record.duplicate().get(copy);
        records.add(new Stored(end(), copy));
        settle();
        return end();
    }

    synchronized long durable() {
        return durable;
    }

    synchronized void cut(long position) throws IOException {
        requireBoundary(position);
        if (!snapshots.isEmpty() && snapshots.lastKey() > position) {
            throw new IOException("journal " + name + ": a snapshot is in the way of a cut at " + position);
        }
        records.removeIf(record -> record.end() > position);
        durable = Math.min(durable, position);
    }

    /** What is synced is what is written here. */
    synchronized int read(long from, ByteBuffer target) throws IOException {
        if (isUnreadable) {
            throw new IOException("rotten, for the test");
        }
        reads++;
        if (from < start) {
            return Journal.GONE;
        }
        int begin = target.position();
        for (Stored record : records) {
            if (record.start() < from) {
                continue;
            }
            int size = Journal.recordBytes(record.bytes().length);
            if (record.end() > durable || size > target.remaining()) {
                break;
            }
            ByteBuffer frame = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            frame.putInt(4, record.bytes().length).putLong(8, record.start());
            frame.put(Journal.RECORD_HEADER_BYTES, record.bytes());
            target.put(frame);
        }
        return target.position() - begin;
    }

    synchronized Optional<List<byte[]>> newestSnapshot() {
        snapshotReads++;
        return snapshots.isEmpty()
                ? Optional.empty()
                : Optional.of(List.copyOf(snapshots.lastEntry().getValue()));
    }

    synchronized long newestSnapshotPosition() {
        return snapshots.lastKey();
    }

    synchronized boolean hasRoomForParts() {
        return !isFull;
    }

    synchronized boolean areSnapshotsFailing() {
        return areSnapshotsFailing;
    }

    /** Puts everything on disk that may be there by now. */
    synchronized void settle() {
        if (!isHeld) {
            durable = end();
            open.ifPresent(MemoryJournal::settle);
        }
    }

    /** A snapshot is on disk. */
    synchronized void keep(long position, List<byte[]> parts, boolean isReplacing) {
        if (isReplacing) {
            records.clear();
            snapshots.clear();
            start = position;
            durable = position;
        }
        snapshots.put(position, parts);
        while (snapshots.size() > KEPT_SNAPSHOTS) {
            snapshots.pollFirstEntry();
        }
        if (snapshots.size() == KEPT_SNAPSHOTS) {
            start = Math.max(start, snapshots.firstKey());
            records.removeIf(record -> record.start() < start);
        }
    }

    synchronized void closed() {
        isHeld = false;
        settle();
        hasEndedWell = true;
        open = Optional.empty();
    }
}
