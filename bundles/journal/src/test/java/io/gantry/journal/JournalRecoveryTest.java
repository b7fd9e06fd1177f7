package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.assertSame;
import static io.gantry.journal.JournalFixture.bytes;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.withoutZeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
                fixture.assertCorrupt(damage, "at offset");
            }
        }
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
            fixture.assertCorrupt("offset " + offset, "but the journal was closed at position " + (end - HEADER));
        }
        Files.write(fixture.segment(0), Arrays.copyOf(Arrays.copyOf(whole, end - Journal.recordBytes(20)), 4096));
        fixture.assertCorrupt("zeros", "ends at position " + (end - HEADER - 40), "the journal was closed at position");
        Files.delete(fixture.segment(0));
        fixture.assertCorrupt("nothing", "there is no segment, but the journal was closed at position");
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
        JournalFixture.flip(fixture.segment(0), HEADER + 24 + 20);

        fixture.assertCorrupt(
                "bad in the middle",
                "00000000000000000000.log at offset 56 (position 24): the record does not match its checksum",
                "but the record at offset 80 was written when all before it was on disk",
                "cut this file to 56 bytes and move the segments behind it, and snapshots of higher positions, away");
    }

    @Test
    void shouldFindTheProofWhenItIsFarBehindTheBadRecord() throws Exception {
        fixture = new JournalFixture(folder, 8 << 20, Durability.REPLICATED_FSYNC);
        fixture.fillAndCrash(records(4, 8, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 1 << 20, 8));
        byte[] bytes = Files.readAllBytes(fixture.segment(0));
        int end = withoutZeros(fixture.segment(0)).length;
        Arrays.fill(bytes, HEADER + 24, end - 24, (byte) 0x5a);
        fixture.put(fixture.segment(0), bytes);

        fixture.assertCorrupt("five megabytes of rubbish", "the record at offset " + (end - 24) + " was written when");
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

        fixture.assertCorrupt(
                "no header", "at offset 0: this is not a segment", "was written when all before it was on disk");
    }

    @Test
    void shouldGoOnWhenTheHeaderOfALaterSegmentIsTorn() throws Exception {
        List<byte[]> written = fixture.fillSegments();
        Path last = fixture.segments().get(2);
        byte[] header = Arrays.copyOf(Files.readAllBytes(last), 12);

        fixture.put(last, header);
        assertOpensWith(written.subList(0, 2), "third segment's header cut");
        assertThat(fixture.segments()).hasSize(3);
    }
}
