package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.awaitDurable;
import static io.gantry.journal.JournalFixture.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTest {
    @TempDir
    Path folder;

    @Test
    void shouldBeginANewJournalWhenTheFolderIsNotThere() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder.resolve("a/b"));

        try (Journal journal = fixture.open()) {
            assertThat(journal.appendedPosition()).isZero();
            assertThat(journal.durablePosition()).isZero();
            assertThat(journal.failure()).isEmpty();
        }

        assertThat(fixture.segments()).containsExactly(fixture.segment(0));
        assertThat(Files.size(fixture.segment(0))).isEqualTo(JournalFixture.SEGMENT_BYTES);
        assertThat(JournalFixture.withoutZeros(fixture.segment(0))).hasSize(SegmentFormat.HEADER_BYTES);
        assertThat(fixture.read()).isEmpty();
    }

    @Test
    void shouldGiveBackWhatWasAppendedWhenReopenedAgainAndAgain() throws Exception {
        JournalFixture fixture = JournalFixture.written(folder);
        List<byte[]> expected = new ArrayList<>();

        for (int round = 0; round < 5; round++) {
            List<byte[]> found = new ArrayList<>();
            try (Journal journal = fixture.open(found)) {
                assertThat(found).usingRecursiveComparison().isEqualTo(expected);
                assertThat(journal.durablePosition()).isEqualTo(journal.appendedPosition());
                for (byte[] record : records(round, 1, 7, 8, 9, 100)) {
                    long before = journal.appendedPosition();
                    assertThat(append(journal, record))
                            .isEqualTo(journal.appendedPosition())
                            .isEqualTo(before + Journal.recordBytes(record.length));
                    expected.add(record);
                }
            }
        }

        assertThat(fixture.read()).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void shouldTakeOnlyTheRemainingBytesWhenARecordIsPartOfABuffer() throws Exception {
        JournalFixture fixture = JournalFixture.written(folder);
        ByteBuffer direct = ByteBuffer.allocateDirect(16);
        direct.putLong(4, 42).position(4).limit(12);
        ByteBuffer heap = ByteBuffer.wrap(new byte[] {9, 1, 2, 9}, 1, 2);

        try (Journal journal = fixture.open()) {
            journal.append(direct);
            journal.append(heap.asReadOnlyBuffer());
        }

        assertThat(direct.position()).isEqualTo(4);
        assertThat(direct.limit()).isEqualTo(12);
        List<byte[]> found = fixture.read();
        assertThat(found).hasSize(2);
        assertThat(ByteBuffer.wrap(found.get(0)).getLong()).isEqualTo(42);
        assertThat(found.get(1)).containsExactly(1, 2);
    }

    @Test
    void shouldBecomeDurableByItselfWhenIdleForLong() throws Exception {
        try (Journal journal = JournalFixture.synced(folder).open()) {
            for (byte[] record : records(1, 10, 20, 30)) {
                awaitDurable(journal, append(journal, record));
            }
        }
    }

    @Test
    void shouldNotBeDurableWhenTheSyncHasNotReturned() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        try (Journal journal = fixture.open()) {
            CountDownLatch gate = new CountDownLatch(1);
            fixture.storage.forceGate = gate;
            int forcesBefore = fixture.storage.forces.get();
            byte[] record = {1, 2, 3};

            long position = append(journal, record);
            for (int i = 0; i < 100; i++) {
                append(journal, record);
            }
            assertThat(journal.durablePosition()).isLessThan(position);
            gate.countDown();

            awaitDurable(journal, journal.appendedPosition());
            assertThat(fixture.storage.forces.get() - forcesBefore)
                    .as("101 records in two groups")
                    .isLessThanOrEqualTo(2);
        }
    }

    @Test
    void shouldNotSyncWhenWritingIsEnough() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED);
        try (Journal journal = fixture.open()) {
            int forces = fixture.storage.forces.get();
            int directorySyncs = fixture.storage.directorySyncs.get();
            for (byte[] record : records(1, 3000, 3000, 3000)) {
                awaitDurable(journal, append(journal, record));
            }

            assertThat(fixture.segments()).hasSize(3);
            assertThat(fixture.storage.forces).hasValue(forces);
            assertThat(fixture.storage.directorySyncs).hasValue(directorySyncs);
        }
        assertThat(fixture.storage.forces).as("all is synced when it is closed").hasPositiveValue();
    }

    @Test
    void shouldPushBackWhenTheRingIsFullAndGoOnWhenItIsNot() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        byte[] record = new byte[10_000];
        int taken = 0;
        try (Journal journal = fixture.open()) {
            CountDownLatch gate = new CountDownLatch(1);
            fixture.storage.forceGate = gate;
            long last = 0;
            for (long position = 0; position != Journal.BACK_PRESSURED; taken++) {
                last = position;
                record[0] = (byte) taken;
                position = journal.append(ByteBuffer.wrap(record));
            }
            taken--;
            assertThat(journal.appendedPosition()).isEqualTo(last);
            assertThat(taken).isGreaterThanOrEqualTo(JournalFixture.RING_BYTES / Journal.recordBytes(10_000));
            gate.countDown();

            append(journal, record);
        }

        List<byte[]> found = fixture.read();
        assertThat(found).hasSize(taken + 1);
        for (int i = 0; i <= taken; i++) {
            assertThat(found.get(i)[0]).isEqualTo((byte) i);
        }
    }

    @Test
    void shouldKeepEveryRecordWhenTheRingWrapsManyTimes() throws Exception {
        long seed = 7;
        Random sizes = new Random(seed);
        int[] all = IntStream.generate(() -> 1 + sizes.nextInt(sizes.nextInt(20) == 0 ? 100_000 : 2000))
                .limit(6000)
                .toArray();
        List<byte[]> expected = records(seed, all);
        JournalFixture fixture = new JournalFixture(folder, 1 << 20, Durability.REPLICATED);

        fixture.fill(expected);

        assertThat(total(expected)).isGreaterThan(5L * JournalFixture.RING_BYTES);
        assertSame(fixture.read(), expected);
    }

    private static long total(List<byte[]> records) {
        return records.stream().mapToLong(record -> record.length).sum();
    }

    private static void assertSame(List<byte[]> found, List<byte[]> expected) {
        JournalFixture.assertSame(found, expected, "all");
    }

    @Test
    void shouldBeginASegmentWhenTheNextRecordWouldMakeOneTooLarge() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED);
        int exact = 4096 - SegmentFormat.HEADER_BYTES - SegmentFormat.RECORD_PAYLOAD_OFFSET;
        List<byte[]> expected = records(3, exact, exact - 24, 8, 1, 10_000, 5);

        fixture.fill(expected);

        long second = Journal.recordBytes(exact);
        long third = second + Journal.recordBytes(exact - 24) + 24;
        long fourth = third + 24;
        long fifth = fourth + Journal.recordBytes(10_000);
        assertThat(fixture.segments())
                .containsExactly(
                        fixture.segment(0),
                        fixture.segment(second),
                        fixture.segment(third),
                        fixture.segment(fourth),
                        fixture.segment(fifth));
        assertThat(Files.size(fixture.segment(0))).isEqualTo(4096);
        assertThat(Files.size(fixture.segment(second))).isEqualTo(4096);
        assertSame(fixture.read(), expected);
        assertSame(fixture.read(), expected);
    }

    @Test
    void shouldSyncTheFolderWhenASegmentBegins() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
        try (Journal journal = fixture.open()) {
            int before = fixture.storage.directorySyncs.get();

            for (byte[] record : records(1, 4000, 4000, 4000)) {
                awaitDurable(journal, append(journal, record));
            }

            assertThat(fixture.segments()).hasSize(3);
            assertThat(fixture.storage.directorySyncs.get() - before).isEqualTo(2);
        }
    }

    @Test
    void shouldHaveTheNextSegmentReadyWhenTheCurrentOneIsHalfFull() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
        try (Journal journal = fixture.open()) {
            append(journal, new byte[1000]);
            append(journal, new byte[1000]);
            awaitDurable(journal, append(journal, new byte[1000]));

            await().until(() -> Files.exists(folder.resolve(LogFolder.SPARE_NAME))
                    && Files.size(folder.resolve(LogFolder.SPARE_NAME)) == 4096);
            assertThat(fixture.segments()).hasSize(1);
        }
        assertThat(folder.resolve(LogFolder.SPARE_NAME)).doesNotExist();
    }

    @Test
    void shouldTellThatItEndedWellWhenItWasClosed() throws Exception {
        for (Durability durability : List.of(Durability.REPLICATED, Durability.REPLICATED_FSYNC)) {
            JournalFixture fixture = new JournalFixture(folder.resolve(durability.label()), 4096, durability);
            fixture.fill(List.of());
            assertThat(fixture.hasEndedWell).as("nobody had it").isFalse();
            fixture.fill(records(1, 10, 20));
            assertThat(fixture.hasEndedWell).as("closed when empty").isTrue();
            fixture.read();
            assertThat(fixture.hasEndedWell).as("closed with records").isTrue();
            try (Journal journal = fixture.open()) {
                assertThat(fixture.files(EndMark.NAME)).as("while it is open").isEmpty();
                append(journal, new byte[] {1});
            }
            fixture.crash();
            assertThat(fixture.read()).hasSize(3);
            assertThat(fixture.hasEndedWell).as("after a crash").isFalse();
        }
    }

    @Test
    void shouldNotTellThatItEndedWellWhenTheMarkIsNotWhole() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        fixture.fill(records(1, 10));
        Path mark = folder.resolve(EndMark.NAME);
        byte[] whole = Files.readAllBytes(mark);

        for (int length = 0; length < whole.length; length++) {
            Files.write(mark, Arrays.copyOf(whole, length));
            assertThat(fixture.read()).hasSize(1);
            assertThat(fixture.hasEndedWell).as(length + " bytes").isFalse();
        }
        whole[17] ^= 1;
        Files.write(mark, whole);
        fixture.read();
        assertThat(fixture.hasEndedWell).isFalse();
    }

    @Test
    void shouldGoOnWhenTheDurabilityIsAnother() throws Exception {
        List<byte[]> expected = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            Durability durability = round % 2 == 0 ? Durability.REPLICATED : Durability.REPLICATED_FSYNC;
            JournalFixture fixture = new JournalFixture(folder, 4096, durability);
            List<byte[]> more = records(round, 900, 1500, 3000);
            fixture.fill(more);
            expected.addAll(more);
            if (round % 3 == 0) {
                fixture.crash();
            }
        }

        assertSame(JournalFixture.written(folder).read(), expected);
    }

    @Test
    void shouldTakeRecordsUpToTheLargestWhenTheyAreBig() throws Exception {
        List<byte[]> expected = records(5, Journal.MAX_RECORD_BYTES, Journal.MAX_RECORD_BYTES - 1, 1, 1 << 20, 1 << 19);
        JournalFixture fixture = new JournalFixture(folder, 1 << 20, Durability.REPLICATED);

        fixture.fill(expected);

        assertSame(fixture.read(), expected);
    }

    @Test
    void shouldRefuseARecordWhenItIsEmptyOrTooLong() throws Exception {
        try (Journal journal = JournalFixture.written(folder).open()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.append(ByteBuffer.allocate(0)))
                    .withMessageContaining("not 0");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.append(ByteBuffer.allocate(Journal.MAX_RECORD_BYTES + 1)))
                    .withMessageContaining("1 to 1048576 bytes, not 1048577");
            assertThat(journal.appendedPosition()).isZero();
        }
    }

    @Test
    void shouldWriteWhatIsLeftWhenClosed() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        List<byte[]> expected =
                records(1, IntStream.generate(() -> 50).limit(10_000).toArray());
        Journal journal = fixture.open();
        for (byte[] record : expected) {
            append(journal, record);
        }

        journal.close();
        journal.close();

        assertThat(journal.durablePosition()).isEqualTo(journal.appendedPosition());
        assertThat(journal.failure()).isEmpty();
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(ByteBuffer.allocate(1)))
                .withMessageContaining("is closed");
        assertSame(fixture.read(), expected);
    }

    @Test
    void shouldStillWriteWhatIsLeftWhenTheClosingThreadIsInterrupted() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        Journal journal = fixture.open();
        append(journal, new byte[] {1});

        Thread.currentThread().interrupt();
        journal.close();

        assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
        assertThat(fixture.read()).hasSize(1);
    }

    @Test
    void shouldCloseWhatIsOpenWhenTheComponentGoes() throws Exception {
        JournalSettings settings = new JournalSettings(4096, JournalFixture.RING_BYTES);
        Journals component = new Journals(settings, new DiskStorage(), true);
        Journal first = open(component, folder.resolve("1"));
        Journal second = open(component, folder.resolve("2"));
        append(first, new byte[] {1});
        second.close();

        component.close();

        assertThatIllegalStateException().isThrownBy(() -> first.append(ByteBuffer.allocate(1)));
        assertThat(JournalFixture.written(folder.resolve("1")).read()).hasSize(1);
    }

    private static Journal open(Journals journals, Path directory) throws Exception {
        return journals.open(directory, Durability.REPLICATED, JournalFactory.KEEP_ALL, (position, record) -> {})
                .journal();
    }

    @Test
    void shouldLetGoOfTheFolderWhenTheReaderThrows() throws Exception {
        JournalFixture fixture = JournalFixture.written(folder);
        fixture.fill(records(1, 10));
        Journals component =
                new Journals(new JournalSettings(4096, JournalFixture.RING_BYTES), new DiskStorage(), true);

        assertThatThrownBy(() ->
                        component.open(folder, Durability.REPLICATED, JournalFactory.KEEP_ALL, (position, record) -> {
                            throw new UnsupportedOperationException("not a command");
                        }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThat(fixture.read()).hasSize(1);
    }
}
