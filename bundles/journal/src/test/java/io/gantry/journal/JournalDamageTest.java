package io.gantry.journal;

import static io.gantry.journal.JournalFixture.assertSame;
import static io.gantry.journal.JournalFixture.bytes;
import static io.gantry.journal.JournalFixture.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalCorruptException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no crash leaves: it is refused, and nothing is changed. */
class JournalDamageTest {
    private static final int HEADER = SegmentFormat.HEADER_BYTES;

    @TempDir
    Path folder;

    private JournalFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
    }

    @Test
    void shouldRefuseWhenASegmentIsMissing() throws Exception {
        fixture.fillSegments();
        List<Path> segments = fixture.segments();
        byte[] first = Files.readAllBytes(segments.get(0));
        byte[] second = Files.readAllBytes(segments.get(1));

        Files.delete(segments.get(1));
        fixture.assertCorrupt(
                "second", "ends at position 4016", "00000000000000008032.log: what was between is missing");
        Files.write(segments.get(1), second);
        Files.delete(segments.get(0));
        fixture.assertCorrupt(
                "first", "00000000000000004016.log is the first segment, those from position 0 to it are missing");
        Files.write(segments.get(0), first);
        assertThat(fixture.read()).hasSize(3);
    }

    @Test
    void shouldRefuseWhenAFinishedSegmentIsDamagedOrShort() throws Exception {
        fixture.fillSegments();
        Path first = fixture.segments().get(0);
        byte[] whole = Files.readAllBytes(first);

        for (int offset = HEADER; offset < whole.length; offset += 61) {
            JournalFixture.flip(first, offset);
            fixture.assertCorrupt("flip at " + offset, "was written when all before it was on disk");
            Files.write(first, whole);
        }
        Files.write(first, Arrays.copyOf(whole, HEADER + 4015));
        fixture.assertCorrupt("short by one", "is cut off by the end of the file");
        Files.write(first, Arrays.copyOf(whole, HEADER));
        fixture.assertCorrupt("no record", "ends at position 0");
        Files.write(first, Arrays.copyOf(whole, HEADER - 1));
        fixture.assertCorrupt("no header", "the header is cut off after 31 bytes");
        Files.write(first, new byte[0]);
        fixture.assertCorrupt("nothing", "the header is cut off after 0 bytes");
        byte[] longer = Arrays.copyOf(whole, whole.length + 16);
        longer[whole.length] = 1;
        Files.write(first, longer);
        fixture.assertCorrupt("more", "does not say the position that it stands at");
    }

    @Test
    void shouldRefuseWhenAFileIsOfAnotherFormat() throws Exception {
        Files.writeString(fixture.segment(0), "date,symbol,price\n2026-11-22,AMZN,223.4\n");
        fixture.assertCorrupt("foreign", "at offset 0: this is not a segment of a Gantry journal");

        Files.writeString(fixture.segment(0), "short");
        fixture.assertCorrupt("foreign and short", "the header is cut off after 5 bytes");
    }

    @Test
    void shouldRefuseWhenTheFormatIsNewer() throws Exception {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(SegmentFormat.MAGIC).putInt(3).putInt(64);
        Files.write(fixture.segment(0), header.array());

        fixture.assertCorrupt(
                "newer", "the format is version 3, this Gantry reads version 2: start the version that wrote it");
    }

    @Test
    void shouldRefuseWhenASegmentHasAnothersName() throws Exception {
        fixture.fillSegments();
        List<Path> segments = fixture.segments();
        Files.copy(segments.get(2), fixture.segment(12048));

        fixture.assertCorrupt("copied", "does not match its checksum or the file's name");
    }

    @Test
    void shouldRefuseWhenALogFileHasNoSegmentsName() throws Exception {
        fixture.fill(records(1, 10));
        Path odd = folder.resolve("journal.log");
        Files.writeString(odd, "");

        fixture.assertCorrupt("odd name", "journal.log is not the name of a segment", "or move the file away");

        Files.delete(odd);
        Files.writeString(folder.resolve("99999999999999999999.log"), "");
        fixture.assertCorrupt("no position", "99999999999999999999.log is not the name of a segment");
    }

    @Test
    void shouldLeaveOtherFilesAloneWhenTheyAreNoSegments() throws Exception {
        fixture.fill(records(1, 10));
        Files.writeString(folder.resolve("README"), "mine");
        Files.createDirectory(folder.resolve("snapshots"));

        assertThat(fixture.read()).hasSize(1);
        assertThat(folder.resolve("README")).hasContent("mine");
    }

    @Test
    void shouldNotTakeARecordForGoodWhenItStandsAtAnotherPlace() throws Exception {
        fixture.fill(records(8, 8, 8));
        fixture.crash();
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        System.arraycopy(bytes, HEADER, bytes, HEADER + 24, 24);
        Files.write(fixture.segment(0), bytes);

        assertThat(fixture.read()).hasSize(1);
    }

    @Test
    void shouldRefuseARecordWhenItsLengthIsImpossibleThoughItsChecksumIsRight() throws Exception {
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, Journal.MAX_RECORD_BYTES + 1, Integer.MAX_VALUE}) {
            ByteBuffer file = ByteBuffer.allocate(HEADER + 24).order(ByteOrder.LITTLE_ENDIAN);
            file.put(SegmentFormat.header(0, true))
                    .putInt(0)
                    .putInt(length)
                    .putLong(0)
                    .putLong(7);
            CRC32C checksum = new CRC32C();
            checksum.update(file.array(), HEADER + 4, 20);
            file.putInt(HEADER, (int) checksum.getValue());
            Files.write(fixture.segment(0), file.array());

            assertThat(fixture.read()).as("length " + length).isEmpty();
        }
    }

    @Test
    void shouldShowOnlyAPrefixWhenDamagedInAnyWay() throws Exception {
        for (int seed = 1; seed <= 60; seed++) {
            Random random = new Random(seed);
            fixture = new JournalFixture(folder.resolve("seed-" + seed), 4096, Durability.REPLICATED_FSYNC);
            int[] sizes = IntStream.generate(() -> 1 + random.nextInt(600))
                    .limit(1 + random.nextInt(30))
                    .toArray();
            List<byte[]> written = records(seed, sizes);
            fixture.fill(written);
            List<Path> segments = fixture.segments();
            Path victim = segments.get(random.nextInt(segments.size()));
            String damage = "seed " + seed + ": " + damage(victim, random);
            checkPrefix(written, damage);
        }
    }

    private static String damage(Path file, Random random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(1 + random.nextInt(300)));
        switch (random.nextInt(5)) {
            case 0 -> Files.write(file, Arrays.copyOf(bytes, from));
            case 1 -> {
                Arrays.fill(bytes, from, to, (byte) 0);
                Files.write(file, bytes);
            }
            case 2 -> {
                byte[] rubbish = new byte[to - from];
                random.nextBytes(rubbish);
                System.arraycopy(rubbish, 0, bytes, from, rubbish.length);
                Files.write(file, bytes);
            }
            case 3 -> Files.delete(file);
            default -> {
                byte[] shifted = Arrays.copyOf(bytes, bytes.length + to - from);
                System.arraycopy(bytes, from, shifted, to, bytes.length - from);
                Files.write(file, shifted);
            }
        }
        return file.getFileName() + " " + from + ".." + to;
    }

    private void checkPrefix(List<byte[]> written, String damage) throws IOException {
        Map<String, String> before = fixture.content();
        List<byte[]> found = new ArrayList<>();
        try {
            fixture.open(found).close();
        } catch (JournalCorruptException e) {
            assertThat(fixture.content()).as(damage).isEqualTo(before);
            assertThat(e).as(damage).hasMessageMatching("(?s).*(\\.log|no segment).*");
        }
        assertThat(found).as(damage).hasSizeLessThanOrEqualTo(written.size());
        assertSame(found, written.subList(0, found.size()), damage);
    }
}
