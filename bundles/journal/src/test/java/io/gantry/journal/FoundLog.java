package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalReader;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What opening a journal shows. */
final class FoundLog implements JournalReader {
    /** By the position they begin at. */
    final TreeMap<Long, byte[]> records = new TreeMap<>();

    final List<byte[]> parts = new ArrayList<>();
    boolean hasSnapshot;
    long start;
    long end;

    /** How often it was opened, since the power may go in the middle. */
    int attempts;

    void clear() {
        records.clear();
        parts.clear();
        hasSnapshot = false;
        start = 0;
    }

    @Override
    public void snapshot(long position, ByteBuffer part) {
        hasSnapshot = true;
        start = position;
        parts.add(bytes(part));
    }

    @Override
    public void record(long position, ByteBuffer record) {
        byte[] bytes = bytes(record);
        records.put(position - Journal.recordBytes(bytes.length), bytes);
    }

    /** A snapshot as it was written, or none and all from the beginning, and then these records. */
    void assertShows(Map<Long, byte[]> expected) {
        if (hasSnapshot) {
            assertThat(parts).hasSize(SnapshotContent.parts(start));
            for (int i = 0; i < parts.size(); i++) {
                assertThat(parts.get(i)).isEqualTo(SnapshotContent.part(start, i));
            }
        } else {
            assertThat(start).isZero();
        }
        assertThat(records.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach((position, record) ->
                assertThat(records.get(position)).as("record at " + position).isEqualTo(record));
    }

    /** What was read from the log: whole records one behind the other. */
    static void assertHolds(ByteBuffer target, int length, long from, Map<Long, byte[]> records) {
        long position = from;
        for (int at = 0; at < length; ) {
            byte[] expected = records.get(position);
            assertThat(target.getInt(at + 4)).isEqualTo(expected.length);
            assertThat(target.getLong(at + 8)).isEqualTo(position);
            assertThat(Arrays.copyOfRange(target.array(), at + 16, at + 16 + expected.length))
                    .isEqualTo(expected);
            at += Journal.recordBytes(expected.length);
            position += Journal.recordBytes(expected.length);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
