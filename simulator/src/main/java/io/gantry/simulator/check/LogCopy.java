package io.gantry.simulator.check;

import io.gantry.engine.api.journal.Journal;
import io.gantry.simulator.world.Dice;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A log as it must be by what was done with it: kept beside the journal under test, in memory that no crash touches. Each place between two records has a
 * digest of all before it, so that two logs are compared at any place by one number.
 */
final class LogCopy {

    static final long EMPTY_CHAIN = 0x6c6f67L;

    private final List<LogRecord> records = new ArrayList<>();
    private long start;
    private long startChain = EMPTY_CHAIN;
    private Told startTold = Told.NOTHING;

    /** Where the first record that is known here begins. */
    long start() {
        return start;
    }

    long end() {
        return records.isEmpty() ? start : records.get(records.size() - 1).end();
    }

    /** Nothing is known of what is before a place but its digest, and what it told of the register. */
    void restart(long position, long chain, Told told) {
        records.clear();
        start = position;
        startChain = chain;
        startTold = told;
    }

    LogRecord append(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return append(bytes);
    }

    LogRecord append(byte[] payload) {
        long from = end();
        LogRecord record = new LogRecord(
                from,
                from + Journal.recordBytes(payload.length),
                payload,
                chainOf(endChain(), payload),
                endTold().and(payload));
        records.add(record);
        return record;
    }

    /** Drops records from a place on. */
    void cut(long position) {
        while (!records.isEmpty() && records.get(records.size() - 1).end() > position) {
            records.remove(records.size() - 1);
        }
    }

    /** Whether a place is the end of a record, or the start, and not unknown. */
    boolean knows(long position) {
        return position == start || indexOfEnd(position) >= 0;
    }

    /** The digest of all before a place that {@link #knows}. */
    long chainAt(long position) {
        return position == start
                ? startChain
                : records.get(indexOfEnd(position)).chain();
    }

    /** What the records before a place that {@link #knows} tell of the register. */
    Told toldAt(long position) {
        return position == start ? startTold : records.get(indexOfEnd(position)).told();
    }

    Told endTold() {
        return records.isEmpty() ? startTold : records.get(records.size() - 1).told();
    }

    long endChain() {
        return records.isEmpty() ? startChain : records.get(records.size() - 1).chain();
    }

    /** Records from a place that {@link #knows}, up to another one. */
    List<LogRecord> between(long from, long to) {
        int first = from == start ? 0 : indexOfEnd(from) + 1;
        int behind = to == start ? 0 : indexOfEnd(to) + 1;
        return records.subList(first, Math.max(first, behind));
    }

    /** Whether this record stands at its place. */
    boolean holds(long position, byte[] payload) {
        int index = position == start ? 0 : indexOfEnd(position) + 1;
        return index < records.size()
                && records.get(index).start() == position
                && Arrays.equals(records.get(index).payload(), payload);
    }

    private int indexOfEnd(long position) {
        int low = 0;
        int high = records.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long end = records.get(middle).end();
            if (end == position) {
                return middle;
            }
            if (end < position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    static long chainOf(long before, ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.duplicate().get(bytes);
        return chainOf(before, bytes);
    }

    private static long chainOf(long before, byte[] payload) {
        long hash = Dice.mix(before, payload.length);
        int at = 0;
        ByteBuffer bytes = ByteBuffer.wrap(payload);
        for (; at + Long.BYTES <= payload.length; at += Long.BYTES) {
            hash = Dice.mix(hash, bytes.getLong(at));
        }
        for (; at < payload.length; at++) {
            hash = Dice.mix(hash, payload[at]);
        }
        return hash;
    }
}
