package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Journal;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogWindowTest {

    private static final int CAPACITY = 1024;

    private record Entry(long start, byte[] payload) {
        long end() {
            return start + Journal.recordBytes(payload.length);
        }
    }

    private final LogWindow window = new LogWindow(CAPACITY);
    private final List<Entry> entries = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldHoldTheNewestRecordsWhenItWrapsAround(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        window.restart(8 * 12345L);
        for (int i = 0; i < 500; i++) {
            append(random, 1 + random.nextInt(300));
            for (Entry entry : kept()) {
                assertThat(payload(entry.start())).as("seed %d", seed).isEqualTo(entry.payload());
            }
            assertThat(window.end() - window.start()).isLessThanOrEqualTo(CAPACITY);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldCopyWholeRecordsFramedLikeAJournalsWhenAsManyAsFitAreWanted(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        UnsafeBuffer target = new UnsafeBuffer(new byte[4 * CAPACITY]);
        for (int i = 0; i < 300; i++) {
            append(random, 1 + random.nextInt(200));
            List<Entry> kept = kept();
            int first = random.nextInt(kept.size());
            int max = 1 + random.nextInt(CAPACITY);
            target.setMemory(0, target.capacity(), (byte) 0x77);

            int copied = window.copy(kept.get(first).start(), max, target, 5);

            int at = 5;
            int index = first;
            while (at < 5 + copied) {
                Entry entry = kept.get(index++);
                assertThat(target.getInt(at + 4, ByteOrder.LITTLE_ENDIAN)).isEqualTo(entry.payload().length);
                assertThat(target.getLong(at + 8, ByteOrder.LITTLE_ENDIAN)).isEqualTo(entry.start());
                byte[] payload = new byte[entry.payload().length];
                target.getBytes(at + Journal.RECORD_HEADER_BYTES, payload);
                assertThat(payload).as("seed %d", seed).isEqualTo(entry.payload());
                at += Journal.recordBytes(payload.length);
            }
            assertThat(at).as("whole records").isEqualTo(5 + copied);
            assertThat(index).as("at least one").isGreaterThan(first);
            assertThat(index == first + 1 || copied <= max)
                    .as("no more than wanted")
                    .isTrue();
            boolean isNextTooLong = index == kept.size()
                    || kept.get(index).end() - kept.get(first).start() > max;
            assertThat(isNextTooLong).as("as many as fit").isTrue();
            assertThat(target.getByte(5 + copied)).as("nothing behind them").isEqualTo((byte) 0x77);
        }
    }

    @Test
    void shouldCopyTheSameBytesAtEveryReplicaWhateverLayInTheWindowBefore() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 40; i++) {
            append(random, 1 + random.nextInt(100));
        }
        long from = window.end();
        LogWindow other = new LogWindow(2 * CAPACITY);
        other.restart(from);
        for (int length : List.of(1, 7, 8, 9, 15, 100)) {
            byte[] payload = append(random, length);
            other.append(new UnsafeBuffer(payload), 0, length);
        }

        byte[] here = new byte[(int) (window.end() - from)];
        byte[] there = new byte[here.length];
        window.copy(from, CAPACITY, new UnsafeBuffer(here), 0);
        other.copy(from, CAPACITY, new UnsafeBuffer(there), 0);

        assertThat(withoutChecksums(there)).isEqualTo(withoutChecksums(here));
    }

    @Test
    void shouldGoOnAtTheCutWhenItsEndIsDropped() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < 10; i++) {
            append(random, 50);
        }
        Entry last = entries.get(7);

        window.cut(last.end());
        entries.subList(8, 10).clear();
        byte[] next = append(random, 20);

        assertThat(payload(last.end())).isEqualTo(next);
        assertThat(payload(last.start())).isEqualTo(last.payload());
    }

    @Test
    void shouldBeEmptyWhenItIsRestarted() {
        append(new SplittableRandom(1), 50);

        window.restart(4096);

        assertThat(window.start()).isEqualTo(4096);
        assertThat(window.end()).isEqualTo(4096);
    }

    private byte[] append(SplittableRandom random, int length) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        byte[] surrounded = new byte[length + 20];
        System.arraycopy(payload, 0, surrounded, 11, length);
        entries.add(new Entry(window.end(), payload));
        window.append(new UnsafeBuffer(surrounded), 11, length);
        return payload;
    }

    private List<Entry> kept() {
        return entries.stream().filter(entry -> entry.start() >= window.start()).toList();
    }

    private byte[] payload(long position) {
        int length = window.length(position);
        DirectBuffer found = window.payload(position);
        byte[] payload = new byte[length];
        found.getBytes(0, payload);
        return payload;
    }

    /** Without what is not theirs: the first four bytes of each record are the journal's. */
    private static byte[] withoutChecksums(byte[] frames) {
        UnsafeBuffer buffer = new UnsafeBuffer(frames);
        for (int at = 0;
                at < frames.length;
                at += Journal.recordBytes(buffer.getInt(at + 4, ByteOrder.LITTLE_ENDIAN))) {
            buffer.putInt(at, 0);
        }
        return frames;
    }
}
