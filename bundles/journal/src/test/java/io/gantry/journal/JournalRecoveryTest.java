package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.assertSame;
import static io.gantry.journal.JournalFixture.bytes;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.withoutZeros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What opening makes of files that are not as they were written. */
class JournalRecoveryTest {
    private static final int HEADER = SegmentFormat.HEADER_BYTES;
    private static final byte[] ONE_MORE = {1, 2, 3};

    @TempDir
    Path folder;

    private JournalFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
    }

    /** FAULT 23. */
    @Test
    void shouldCutTheLastRecordWhenItEndsAtAnyOfItsBytes() throws Exception {
        List<byte[]> written = records(1, 5, 8, 21);
        fixture.fill(written);
        byte[] whole = withoutZeros(fixture.segment(0));
        int lastRecord = whole.length - Journal.recordBytes(21);

        for (int length = lastRecord; length < whole.length - 3; length++) {
            fixture.put(fixture.segment(0), Arrays.copyOf(whole, length));
            assertOpensWith(written.subList(0, 2), "cut to " + length);
            fixture.put(fixture.segment(0), Arrays.copyOf(Arrays.copyOf(whole, length), 4096));
            assertOpensWith(written.subList(0, 2), "zeros from " + length);
        }
    }

    /** Opens with these records, cut off behind them, and takes a new one. */
    private void assertOpensWith(List<byte[]> expected, String damage) throws IOException {
        List<byte[]> found = new ArrayList<>();
        try (Journal journal = fixture.open(found)) {
            assertThat(fixture.hasEndedWell).isFalse();
            assertSame(found, expected, damage);
            assertThat(journal.durablePosition()).as(damage).isEqualTo(journal.appendedPosition());
            append(journal, ONE_MORE);
        }
        List<byte[]> withOneMore = new ArrayList<>(expected);
        withOneMore.add(ONE_MORE);
        assertSame(fixture.read(), withOneMore, damage);
    }

    @Test
    void shouldNeverShowAWrongRecordWhenAnyByteIsFlipped() throws Exception {
        List<byte[]> written = records(2, 1, 8, 13, 20);
        fixture.fillAndCrash(written);
        byte[] whole = Files.readAllBytes(fixture.segment(0));
        int end = withoutZeros(fixture.segment(0)).length;
        int lastRecord = end - Journal.recordBytes(20);

        for (int offset = 0; offset < end; offset++) {
            int mask = offset % 2 == 0 ? 1 : 0xff;
            byte[] damaged = whole.clone();
            damaged[offset] ^= (byte) mask;
            fixture.put(fixture.segment(0), damaged);
            String damage = "offset " + offset + " ^ " + mask;
            if (offset >= lastRecord) {
                assertSame(fixture.read(), written.subList(0, 3), damage);
                assertThat(withoutZeros(fixture.segment(0))).as(damage).hasSizeLessThanOrEqualTo(lastRecord);
            } else {
                assertCorrupt(damage, "at offset");
            }
        }
    }

    private void assertCorrupt(String damage, String... messageParts) throws IOException {
        Map<String, String> before = fixture.content();
        assertThatThrownBy(fixture::read)
                .as(damage)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("journal " + folder)
                .hasMessageContaining("Nothing was changed. Put the folder back from a copy")
                .hasMessageContainingAll(messageParts);
        assertThat(fixture.content()).as(damage).isEqualTo(before);
    }

    @Test
    void shouldRefuseWhenAnyRecordIsBadThoughTheJournalEndedWell() throws Exception {
        fixture.fill(records(2, 1, 8, 13, 20));
        byte[] whole = Files.readAllBytes(fixture.segment(0));
        int end = withoutZeros(fixture.segment(0)).length;

        for (int offset = HEADER; offset < end; offset += 3) {
            byte[] damaged = whole.clone();
            damaged[offset] ^= 2;
            Files.write(fixture.segment(0), damaged);
            assertCorrupt("offset " + offset, "but the journal was closed at position " + (end - HEADER));
        }
        Files.write(fixture.segment(0), Arrays.copyOf(Arrays.copyOf(whole, end - Journal.recordBytes(20)), 4096));
        assertCorrupt("zeros", "ends at position " + (end - HEADER - 40), "the journal was closed at position");
        Files.delete(fixture.segment(0));
        assertCorrupt("nothing", "there is no segment, but the journal was closed at position");
    }

    /** What a power loss in the middle of a group's write leaves: its later records, and not its first. */
    @Test
    void shouldCutAGroupWhenItsRecordsAreOnDiskInPart() throws Exception {
        List<byte[]> written = records(1, 100, 200, 50, 300, 300);
        try (ManualJournal journal = fixture.openManually()) {
            writeGroup(journal, written.subList(0, 2));
            writeGroup(journal, written.subList(2, 5));
        }
        byte[] damaged = Files.readAllBytes(fixture.segment(0));
        int second = HEADER + bytes(written.subList(0, 2));

        Arrays.fill(damaged, second, second + Journal.recordBytes(50), (byte) 0);
        fixture.put(fixture.segment(0), damaged);
        assertOpensWith(written.subList(0, 2), "second group without its first record");

        damaged[HEADER + 20] ^= 1;
        fixture.put(fixture.segment(0), damaged);
        assertThat(fixture.read()).as("nothing proves the first group any more").isEmpty();
    }

    private static void writeGroup(ManualJournal journal, List<byte[]> group) {
        group.forEach(record -> journal.append(ByteBuffer.wrap(record)));
        while (journal.doWork() > 0) {
            // One group, and what else there is to do.
        }
        assertThat(journal.durablePosition()).isEqualTo(journal.appendedPosition());
    }

    @Test
    void shouldSayWhereAndWhatAndWhatToDoWhenARecordInTheMiddleIsBad() throws Exception {
        fixture.fillAndCrash(records(3, 8, 8, 8));
        flip(fixture.segment(0), HEADER + 24 + 20);

        assertCorrupt(
                "bad in the middle",
                "00000000000000000000.log at offset 56 (position 24): the record does not match its checksum",
                "but the record at offset 80 was written when all before it was on disk",
                "cut this file to 56 bytes and move the segments behind it, and snapshots of higher positions, away");
    }

    private static void flip(Path file, long offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) offset] ^= 0x10;
        Files.write(file, bytes);
    }

    @Test
    void shouldFindTheProofWhenItIsFarBehindTheBadRecord() throws Exception {
        fixture = new JournalFixture(folder, 8 << 20, Durability.REPLICATED_FSYNC);
        fixture.fillAndCrash(records(4, 8, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 8));
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        int end = withoutZeros(fixture.segment(0)).length;
        Arrays.fill(bytes, HEADER + 24, end - 24, (byte) 0x5a);
        fixture.put(fixture.segment(0), bytes);

        assertCorrupt("five megabytes of rubbish", "the record at offset " + (end - 24) + " was written when");
    }

    /** FAULT 23. */
    @Test
    void shouldCutWhatIsBehindTheLastGoodRecordWhenItIsZerosOrRubbish() throws Exception {
        List<byte[]> written = records(5, 8, 100);
        fixture.fill(written);
        byte[] whole = withoutZeros(fixture.segment(0));

        for (int length : new int[] {1, 7, 8, 16, 3000, 5_000_000}) {
            for (byte filler : new byte[] {0, (byte) 0xff}) {
                byte[] longer = Arrays.copyOf(whole, whole.length + length);
                Arrays.fill(longer, whole.length, longer.length, filler);
                fixture.put(fixture.segment(0), longer);
                assertSame(fixture.read(), written, length + " bytes of " + filler);
                assertThat(withoutZeros(fixture.segment(0))).isEqualTo(whole);
            }
        }
    }

    /** FAULT 23. */
    @Test
    void shouldNotShowTheLastRecordTwiceWhenItIsThereTwice() throws Exception {
        List<byte[]> written = records(5, 8, 100);
        fixture.fill(written);
        byte[] whole = withoutZeros(fixture.segment(0));
        byte[] doubled = Arrays.copyOf(whole, 4096);
        int length = Journal.recordBytes(100);
        System.arraycopy(whole, whole.length - length, doubled, whole.length, length);
        fixture.put(fixture.segment(0), doubled);

        assertOpensWith(written, "last record doubled");
    }

    /** FAULT 23. */
    @Test
    void shouldCutTheTailWhenTheLastRecordsAreZeros() throws Exception {
        List<byte[]> written = records(6, 8, 8, 8, 8);
        fixture.fill(written);
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        Arrays.fill(bytes, HEADER + 48, bytes.length, (byte) 0);
        fixture.put(fixture.segment(0), bytes);

        assertOpensWith(written.subList(0, 2), "zeros instead of two records");
    }

    /** An old record behind the end must not come back when new ones have grown up to it. */
    @Test
    void shouldNotShowAnOldRecordWhenNewOnesEndWhereItBegins() throws Exception {
        try (ManualJournal journal = fixture.openManually()) {
            writeGroup(journal, records(6, 8, 40, 40));
        }
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        bytes[HEADER + 24 + 20] ^= 1;
        fixture.put(fixture.segment(0), bytes);

        try (Journal journal = fixture.open()) {
            assertThat(journal.appendedPosition()).isEqualTo(24);
            append(journal, records(7, 40).get(0));
        }
        fixture.crash();

        assertThat(fixture.read()).as("and nothing behind the new one").hasSize(2);
    }

    @Test
    void shouldBeginAgainWhenTheFirstHeaderIsTorn() throws Exception {
        fixture.fill(List.of());
        byte[] header = Arrays.copyOf(Files.readAllBytes(fixture.segment(0)), HEADER);

        for (int length = 0; length < HEADER; length++) {
            fixture.put(fixture.segment(0), Arrays.copyOf(header, length));
            assertOpensWith(List.of(), "header cut to " + length);
            fixture.put(fixture.segment(0), Arrays.copyOf(Arrays.copyOf(header, length), 4096));
            assertOpensWith(List.of(), "zeros in the header from " + length);
        }
    }

    @Test
    void shouldRefuseWhenTheHeaderIsGoneButRecordsProveIt() throws Exception {
        fixture.fillAndCrash(records(1, 10, 10));
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        Arrays.fill(bytes, 0, HEADER, (byte) 0);
        fixture.put(fixture.segment(0), bytes);

        assertCorrupt("no header", "at offset 0: this is not a segment", "was written when all before it was on disk");
    }

    @Test
    void shouldGoOnWhenTheHeaderOfALaterSegmentIsTorn() throws Exception {
        List<byte[]> written = fillSegments();
        Path last = fixture.segments().get(2);
        byte[] header = Arrays.copyOf(Files.readAllBytes(last), 12);

        fixture.put(last, header);
        assertOpensWith(written.subList(0, 2), "third segment's header cut");
        assertThat(fixture.segments()).hasSize(3);
    }

    /** Three segments of one record each. */
    private List<byte[]> fillSegments() throws IOException {
        List<byte[]> written = records(7, 4000, 4000, 4000);
        fixture.fill(written);
        fixture.crash();
        assertThat(fixture.segments()).hasSize(3);
        return written;
    }

    @Test
    void shouldRefuseWhenASegmentIsMissing() throws Exception {
        fillSegments();
        List<Path> segments = fixture.segments();
        byte[] first = Files.readAllBytes(segments.get(0));
        byte[] second = Files.readAllBytes(segments.get(1));

        Files.delete(segments.get(1));
        assertCorrupt("second", "ends at position 4016", "00000000000000008032.log: what was between is missing");
        Files.write(segments.get(1), second);
        Files.delete(segments.get(0));
        assertCorrupt(
                "first", "00000000000000004016.log is the first segment, those from position 0 to it are missing");
        Files.write(segments.get(0), first);
        assertThat(fixture.read()).hasSize(3);
    }

    @Test
    void shouldRefuseWhenAFinishedSegmentIsDamagedOrShort() throws Exception {
        fillSegments();
        Path first = fixture.segments().get(0);
        byte[] whole = Files.readAllBytes(first);

        for (int offset = HEADER; offset < whole.length; offset += 61) {
            flip(first, offset);
            assertCorrupt("flip at " + offset, "was written when all before it was on disk");
            Files.write(first, whole);
        }
        Files.write(first, Arrays.copyOf(whole, HEADER + 4015));
        assertCorrupt("short by one", "is cut off by the end of the file");
        Files.write(first, Arrays.copyOf(whole, HEADER));
        assertCorrupt("no record", "ends at position 0");
        Files.write(first, Arrays.copyOf(whole, HEADER - 1));
        assertCorrupt("no header", "the header is cut off after 31 bytes");
        Files.write(first, new byte[0]);
        assertCorrupt("nothing", "the header is cut off after 0 bytes");
        byte[] longer = Arrays.copyOf(whole, whole.length + 16);
        longer[whole.length] = 1;
        Files.write(first, longer);
        assertCorrupt("more", "does not say the position that it stands at");
    }

    @Test
    void shouldRefuseWhenAFileIsOfAnotherFormat() throws Exception {
        Files.writeString(fixture.segment(0), "date,symbol,price\n2026-11-22,AMZN,223.4\n");
        assertCorrupt("foreign", "at offset 0: this is not a segment of a Gantry journal");

        Files.writeString(fixture.segment(0), "short");
        assertCorrupt("foreign and short", "the header is cut off after 5 bytes");
    }

    @Test
    void shouldRefuseWhenTheFormatIsNewer() throws Exception {
        ByteBuffer header = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(SegmentFormat.MAGIC).putInt(3).putInt(64);
        Files.write(fixture.segment(0), header.array());

        assertCorrupt("newer", "the format is version 3, this Gantry reads version 2: start the version that wrote it");
    }

    @Test
    void shouldRefuseWhenASegmentHasAnothersName() throws Exception {
        fillSegments();
        List<Path> segments = fixture.segments();
        Files.copy(segments.get(2), fixture.segment(12048));

        assertCorrupt("copied", "does not match its checksum or the file's name");
    }

    @Test
    void shouldRefuseWhenALogFileHasNoSegmentsName() throws Exception {
        fixture.fill(records(1, 10));
        Path odd = folder.resolve("journal.log");
        Files.writeString(odd, "");

        assertCorrupt("odd name", "journal.log is not the name of a segment", "or move the file away");

        Files.delete(odd);
        Files.writeString(folder.resolve("99999999999999999999.log"), "");
        assertCorrupt("no position", "99999999999999999999.log is not the name of a segment");
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
