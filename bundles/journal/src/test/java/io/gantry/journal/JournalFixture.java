package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder with a journal that tests open, fill, damage and read. */
final class JournalFixture {
    static final int RING_BYTES = JournalSettings.MIN_WORKER_BUFFER_BYTES;

    final Path directory;
    final FaultyStorage storage = new FaultyStorage();
    private final JournalSettings settings;
    private final Durability durability;

    JournalFixture(Path directory) {
        this(directory, new JournalSettings(JournalSettings.DEFAULT_SEGMENT_BYTES, RING_BYTES), Durability.REPLICATED);
    }

    JournalFixture(Path directory, JournalSettings settings, Durability durability) {
        this.directory = directory;
        this.settings = settings;
        this.durability = durability;
    }

    static JournalFixture withSegments(Path directory, long segmentBytes) {
        return new JournalFixture(directory, new JournalSettings(segmentBytes, RING_BYTES), Durability.REPLICATED);
    }

    static JournalFixture withSync(Path directory) {
        return new JournalFixture(
                directory,
                new JournalSettings(JournalSettings.DEFAULT_SEGMENT_BYTES, RING_BYTES),
                Durability.REPLICATED_FSYNC);
    }

    /** Opens without looking at what is there. */
    Journal open() throws IOException {
        return open(new ArrayList<>());
    }

    /** Opens and collects what is there. */
    Journal open(List<byte[]> records) throws IOException {
        long[] last = {0};
        return new Journals(settings, storage, true)
                .open(directory, durability, JournalFactory.KEEP_ALL, (position, record) -> {
                    assertThat(record.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
                    last[0] += Journal.recordBytes(record.remaining());
                    assertThat(position).as("position behind the record").isEqualTo(last[0]);
                    byte[] copy = new byte[record.remaining()];
                    record.get(copy);
                    records.add(copy);
                })
                .journal();
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

    Path segment(long start) {
        return directory.resolve(SegmentFormat.fileName(start));
    }

    /** The segments' paths in order. */
    List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    /** Everything the folder holds, but the lock. */
    TreeMap<String, String> content() throws IOException {
        TreeMap<String, String> content = new TreeMap<>();
        for (Path file : segments()) {
            content.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
        }
        return content;
    }
}
