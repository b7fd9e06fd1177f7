package io.gantry.simulator.world;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** A file's content: as programs see it, as it is on the platter, and the changes between the two. */
final class Inode {

    static final int SECTOR_BYTES = 512;
    private static final int LOSE_ALL = 1;

    /** One write or truncation that no sync has covered. */
    private record Change(int offset, byte[] bytes, int newSize) {
        boolean isTruncation() {
            return bytes.length == 0;
        }
    }

    private byte[] seen = new byte[SECTOR_BYTES];
    private int seenSize;
    private byte[] synced = new byte[0];
    private int syncedSize;
    private final List<Change> changes = new ArrayList<>();

    /** What a disk has of it, and what it may get. */
    Inode copy() {
        Inode copy = new Inode();
        copy.synced = Arrays.copyOf(synced, syncedSize);
        copy.syncedSize = syncedSize;
        copy.changes.addAll(changes);
        return copy;
    }

    int size() {
        return seenSize;
    }

    int syncedSize() {
        return syncedSize;
    }

    /** Behind the last byte that is not zero. */
    int dataEnd() {
        int end = syncedSize;
        while (end > 0 && synced[end - 1] == 0) {
            end--;
        }
        return end;
    }

    boolean isSynced() {
        return changes.isEmpty();
    }

    int read(ByteBuffer target, int offset, int length) {
        target.put(seen, offset, length);
        return length;
    }

    void write(ByteBuffer source, int offset, int length) {
        byte[] bytes = new byte[length];
        source.get(bytes);
        int newSize = Math.max(seenSize, offset + length);
        seen = put(seen, offset, bytes, 0, length);
        seenSize = newSize;
        changes.add(new Change(offset, bytes, newSize));
    }

    void truncate(int size) {
        if (size < seenSize) {
            Arrays.fill(seen, size, seenSize, (byte) 0);
            seenSize = size;
            changes.add(new Change(0, new byte[0], size));
        }
    }

    void sync() {
        for (Change change : changes) {
            keep(change);
        }
        changes.clear();
    }

    /** A sync that failed: nothing of it is on the platter, and the next sync will not try it again. */
    void failSync() {
        changes.clear();
    }

    /**
     * The power goes. What was not synced is kept, lost, or torn.
     *
     * @return whether something was lost
     */
    boolean crash(Dice dice) {
        return crash(dice, changes.isEmpty() ? LOSE_ALL : dice.below(4));
    }

    /** The power goes, and nothing is kept that was not synced. */
    void lose() {
        crash(new Dice(0), LOSE_ALL);
    }

    private boolean crash(Dice dice, int how) {
        boolean isLossy = switch (how) {
            case 0 -> keepFirst(changes.size());
            case LOSE_ALL -> !changes.isEmpty();
            case 2 -> keepTorn(dice);
            default -> keepSectors(dice);
        };
        changes.clear();
        seen = Arrays.copyOf(synced, Math.max(SECTOR_BYTES, syncedSize));
        seenSize = syncedSize;
        return isLossy;
    }

    /** Flips a bit, on the platter and in memory. */
    void rot(int offset, int bit) {
        synced[offset] ^= (byte) (1 << bit);
        seen[offset] ^= (byte) (1 << bit);
    }

    private boolean keepFirst(int count) {
        for (int i = 0; i < count; i++) {
            keep(changes.get(i));
        }
        return count < changes.size();
    }

    /** Changes up to one are kept; of that one some first sectors. */
    private boolean keepTorn(Dice dice) {
        int torn = dice.below(changes.size());
        keepFirst(torn);
        Change change = changes.get(torn);
        if (!change.isTruncation()) {
            int length = Math.min(change.bytes().length, dice.below(change.bytes().length + 1));
            int atSector = (change.offset() + length) / SECTOR_BYTES * SECTOR_BYTES - change.offset();
            // A sector is written whole or not at all, but a write may begin and end within one.
            int kept = dice.flip() ? Math.max(0, atSector) : 0;
            synced = put(synced, change.offset(), change.bytes(), 0, kept);
            int grown = dice.flip() ? change.newSize() : change.offset() + kept;
            syncedSize = Math.max(syncedSize, grown);
            synced = Arrays.copyOf(synced, Math.max(synced.length, syncedSize));
        }
        return true;
    }

    /** Each sector is as it was at some time since the last sync, whatever became of the others, and of truncations before; the size is one of those that the file had. */
    private boolean keepSectors(Dice dice) {
        int reached = dice.below(changes.size());
        TreeMap<Integer, Integer> keptBySector = new TreeMap<>();
        for (int i = 0; i <= reached; i++) {
            Change change = changes.get(i);
            if (change.isTruncation()) {
                if (dice.flip()) {
                    keep(change);
                }
                continue;
            }
            int at = 0;
            while (at < change.bytes().length) {
                int sector = (change.offset() + at) / SECTOR_BYTES;
                int inSector = SECTOR_BYTES - (change.offset() + at) % SECTOR_BYTES;
                int length = Math.min(inSector, change.bytes().length - at);
                int kept = keptBySector.computeIfAbsent(sector, first -> dice.below(reached + 2));
                if (i < kept) {
                    synced = put(synced, change.offset() + at, change.bytes(), at, length);
                }
                at += length;
            }
            syncedSize = Math.max(syncedSize, change.newSize());
            synced = Arrays.copyOf(synced, Math.max(synced.length, syncedSize));
        }
        return true;
    }

    private void keep(Change change) {
        if (change.isTruncation()) {
            Arrays.fill(synced, Math.min(change.newSize(), syncedSize), syncedSize, (byte) 0);
            syncedSize = Math.min(change.newSize(), syncedSize);
        } else {
            synced = put(synced, change.offset(), change.bytes(), 0, change.bytes().length);
            syncedSize = Math.max(syncedSize, change.offset() + change.bytes().length);
        }
    }

    private static byte[] put(byte[] target, int offset, byte[] source, int from, int length) {
        byte[] result = target;
        if (result.length < offset + length) {
            result = Arrays.copyOf(result, Math.max(offset + length, result.length * 2));
        }
        System.arraycopy(source, from, result, offset, length);
        return result;
    }
}
