package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalFactory.OpenJournal;
import io.gantry.engine.api.journal.JournalReader;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with a journal that tests open, fill, damage and read. */
final class JournalFixture {
    static final int RING_BYTES = JournalSettings.MIN_WORKER_BUFFER_BYTES;
    static final int SEGMENT_BYTES = 64 << 10;

    final Path directory;
    final FaultyStorage storage = new FaultyStorage();
    final JournalSettings settings;
    private final Durability durability;

    /** What the last open told. */
    boolean hasEndedWell;

    long snapshotPosition;
    final List<byte[]> parts = new ArrayList<>();

    JournalFixture(Path directory, long segmentBytes, Durability durability) {
        this.directory = directory;
        this.settings = new JournalSettings(segmentBytes, RING_BYTES);
        this.durability = durability;
    }

    static JournalFixture written(Path directory) {
        return new JournalFixture(directory, SEGMENT_BYTES, Durability.REPLICATED);
    }

    static JournalFixture synced(Path directory) {
        return new JournalFixture(directory, SEGMENT_BYTES, Durability.REPLICATED_FSYNC);
    }

    /** Opens without looking at what is there. */
    Journal open() throws IOException {
        return open(new ArrayList<>());
    }

    /** Opens and collects the records that are there. */
    Journal open(List<byte[]> records) throws IOException {
        return open(JournalFactory.KEEP_ALL, records);
    }

    Journal open(long keepUntil, List<byte[]> records) throws IOException {
        parts.clear();
        snapshotPosition = 0;
        OpenJournal opened =
                new Journals(settings, storage, true).open(directory, durability, keepUntil, new Collector(records));
        hasEndedWell = opened.endedWell();
        return opened.journal();
    }

    /** Opens a journal that works when told. */
    ManualJournal openManually() throws IOException {
        OpenJournal opened = new Journals(settings, storage, false)
                .open(directory, durability, JournalFactory.KEEP_ALL, new Collector(new ArrayList<>()));
        return (ManualJournal) opened.journal();
    }

    private final class Collector implements JournalReader {
        private final List<byte[]> records;
        private long last;

        Collector(List<byte[]> records) {
            this.records = records;
        }

        @Override
        public void snapshot(long position, ByteBuffer part) {
            assertThat(part.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(records).isEmpty();
            snapshotPosition = position;
            last = position;
            parts.add(copy(part));
        }

        @Override
        public void record(long position, ByteBuffer record) {
            assertThat(record.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            last += Journal.recordBytes(record.remaining());
            assertThat(position).as("position behind the record").isEqualTo(last);
            records.add(copy(record));
        }

        private static byte[] copy(ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(copy);
            return copy;
        }
    }

    /** What a reopened journal holds. */
    List<byte[]> read() throws IOException {
        List<byte[]> records = new ArrayList<>();
        open(records).close();
        return records;
    }

    /** Writes records and closes. */
    void fill(List<byte[]> records) throws IOException {
        try (Journal journal = open()) {
            records.forEach(record -> append(journal, record));
        }
    }

    /** Writes records, each on disk before the next, and does not close well. */
    void fillAndCrash(List<byte[]> records) throws IOException {
        try (Journal journal = open()) {
            for (byte[] record : records) {
                awaitDurable(journal, append(journal, record));
            }
        }
        crash();
    }

    /** Three segments of 4096 bytes with one record each, in a journal that was not closed. */
    List<byte[]> fillSegments() throws IOException {
        List<byte[]> written = records(7, 4000, 4000, 4000);
        fill(written);
        crash();
        assertThat(segments()).hasSize(3);
        return written;
    }

    /** As if it had not been closed. */
    void crash() throws IOException {
        Files.deleteIfExists(directory.resolve(EndMark.NAME));
    }

    /** Puts bytes where a file was, in a journal that was not closed. */
    void put(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        crash();
    }

    /** Appends, waiting as long as there is no room. */
    static long append(Journal journal, byte[] record) {
        ByteBuffer buffer = ByteBuffer.wrap(record);
        long[] position = {journal.append(buffer)};
        if (position[0] == Journal.BACK_PRESSURED) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> (position[0] = journal.append(buffer)) != Journal.BACK_PRESSURED);
        }
        return position[0];
    }

    static void awaitDurable(Journal journal, long position) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .untilAsserted(() -> assertThat(journal.durablePosition()).isGreaterThanOrEqualTo(position));
    }

    /** Makes a snapshot of what was appended and waits for it. */
    static void snapshot(Journal journal, byte[]... parts) {
        write(journal.snapshot(journal.appendedPosition()), parts);
    }

    /** Gives all parts and waits for the disk. */
    static void write(SnapshotWriter snapshot, byte[]... parts) {
        for (byte[] part : parts) {
            await().pollDelay(Duration.ZERO).until(() -> snapshot.add(ByteBuffer.wrap(part)));
        }
        snapshot.complete();
        awaitDurable(snapshot);
    }

    static void awaitDurable(SnapshotWriter snapshot) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> snapshot.isDurable() || snapshot.hasFailed());
        assertThat(snapshot.isDurable()).isTrue();
    }

    /** Records of the given sizes with content that depends on the seed. */
    static List<byte[]> records(long seed, int... sizes) {
        Random random = new Random(seed);
        List<byte[]> records = new ArrayList<>();
        for (int size : sizes) {
            byte[] record = new byte[size];
            random.nextBytes(record);
            records.add(record);
        }
        return records;
    }

    static void assertSame(List<byte[]> found, List<byte[]> expected, String description) {
        assertThat(found).as(description).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).as(description + ", record " + i).isEqualTo(expected.get(i));
        }
    }

    /** Opening refuses, says so, and changes nothing. */
    void assertCorrupt(String damage, String... messageParts) throws IOException {
        Map<String, String> before = content();
        assertThatThrownBy(this::read)
                .as(damage)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("journal " + directory)
                .hasMessageContaining("Nothing was changed. Put the folder back from a copy")
                .hasMessageContainingAll(messageParts);
        assertThat(content()).as(damage).isEqualTo(before);
    }

    static void flip(Path file, long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 0x10;
        Files.write(file, bytes);
    }

    /** How much of a log records take. */
    static int bytes(List<byte[]> records) {
        return records.stream()
                .mapToInt(record -> Journal.recordBytes(record.length))
                .sum();
    }

    Path segment(long start) {
        return directory.resolve(SegmentFormat.fileName(start));
    }

    Path snapshot(long position) {
        return directory.resolve(SnapshotFormat.fileName(position));
    }

    /** The segments' paths in order. */
    List<Path> segments() throws IOException {
        return files(".log");
    }

    List<Path> files(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    /** A segment's bytes without the zeros behind the last record. */
    static byte[] withoutZeros(Path segment) throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (end > SegmentFormat.HEADER_BYTES && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOf(bytes, (end + 7) / 8 * 8);
    }

    /** Everything the folder holds, but the lock. */
    TreeMap<String, String> content() throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        for (Path file : files("")) {
            if (Files.isRegularFile(file) && !file.endsWith(LockFile.NAME)) {
                content.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return content;
    }
}
