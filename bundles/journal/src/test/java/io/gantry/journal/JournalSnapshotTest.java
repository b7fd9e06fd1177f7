package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.assertSame;
import static io.gantry.journal.JournalFixture.awaitDurable;
import static io.gantry.journal.JournalFixture.bytes;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalCorruptException;
import io.gantry.engine.api.journal.SnapshotParts;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSnapshotTest {
    @TempDir
    Path folder;

    private JournalFixture fixture;

    @BeforeEach
    void makeFixture() {
        fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
    }

    @Test
    void shouldBeginWithTheNewestSnapshotWhenOpened() throws Exception {
        List<byte[]> parts = records(1, 1, 100, Journal.MAX_RECORD_BYTES, 8, Journal.MAX_RECORD_BYTES);
        List<byte[]> behind = records(2, 30, 2000, 3000);
        try (Journal journal = fixture.open()) {
            records(3, 100, 200, 3000).forEach(record -> append(journal, record));
            snapshot(journal, new byte[] {1, 2, 3});
            append(journal, new byte[3000]);
            snapshot(journal, parts.toArray(byte[][]::new));
            behind.forEach(record -> append(journal, record));
        }

        assertSame(fixture.read(), behind, "records behind it");

        assertSame(fixture.parts, parts, "parts");
        assertThat(fixture.snapshotPosition).isEqualTo(bytes(records(3, 100, 200, 3000)) + Journal.recordBytes(3000));
        assertThat(fixture.hasEndedWell).isTrue();
        assertThat(fixture.files(".img")).hasSize(2);
    }

    @Test
    void shouldTakeManyPartsWhenTheyAreMoreThanItsBuffer() throws Exception {
        List<byte[]> parts =
                records(1, IntStream.range(0, 300).map(i -> 30_000 + i).toArray());
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            snapshot(journal, parts.toArray(byte[][]::new));
        }

        assertThat(fixture.read()).isEmpty();
        assertSame(fixture.parts, parts, "parts");
    }

    @Test
    void shouldPushBackWhenTheDiskIsSlowerThanItsParts() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            fixture.storage.faulty = "snapshot-";
            fixture.storage.createGate = gate;
            SnapshotWriter snapshot = journal.snapshot(journal.appendedPosition());
            int taken = 0;
            while (snapshot.add(ByteBuffer.allocate(100_000))) {
                taken++;
            }
            assertThat(taken).isBetween(10, 100);
            gate.countDown();

            await().until(() -> snapshot.add(ByteBuffer.allocate(100_000)));
            snapshot.complete();
            awaitDurable(snapshot);
            try (SnapshotParts parts = journal.newestSnapshot().orElseThrow()) {
                for (int i = 0; i <= taken; i++) {
                    assertThat(parts.next().orElseThrow()).hasSize(100_000);
                }
                assertThat(parts.next()).isEmpty();
            }
        }
    }

    @Test
    void shouldKeepTwoSnapshotsAndTheLogFromTheOlderWhenThereAreMore() throws Exception {
        try (Journal journal = fixture.open()) {
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 4; j++) {
                    append(journal, new byte[2000]);
                }
                snapshot(journal, new byte[] {(byte) i});
                await().until(() -> fixture.files(".img").size() <= 2);
            }
            long each = 4L * Journal.recordBytes(2000);
            await().untilAsserted(() -> assertThat(journal.startPosition()).isEqualTo(4 * each));

            assertThat(fixture.files(".img")).containsExactly(fixture.snapshot(4 * each), fixture.snapshot(5 * each));
            assertThat(fixture.segments().get(0)).isEqualTo(fixture.segment(4 * each));
        }

        assertThat(fixture.read()).isEmpty();
        assertThat(fixture.parts).containsExactly(new byte[] {4});
    }

    /** FAULT 20, 21. */
    @Test
    void shouldUseTheOlderOneWhenTheNewestIsDamagedInAnyWay() throws Exception {
        List<byte[]> between = records(1, 100, 200);
        List<byte[]> parts = records(2, 50, 64, 50, 64);
        long first;
        long second;
        try (Journal journal = fixture.open()) {
            first = append(journal, new byte[10]);
            snapshot(journal, new byte[] {1});
            between.forEach(record -> append(journal, record));
            second = journal.appendedPosition();
            snapshot(journal, parts.toArray(byte[][]::new));
        }
        Path newest = fixture.snapshot(second);
        byte[] whole = Files.readAllBytes(newest);

        for (int offset = 0; offset < whole.length; offset += 3) {
            byte[] flipped = whole.clone();
            flipped[offset] ^= 1;
            assertFallsBack(newest, flipped, first, between, "flip at " + offset);
        }
        for (int length = 0; length < whole.length; length += 17) {
            assertFallsBack(newest, Arrays.copyOf(whole, length), first, between, "cut at " + length);
        }
        assertFallsBack(newest, Arrays.copyOf(whole, whole.length + 8), first, between, "longer");
        assertFallsBack(newest, swapped(whole, 32, 32 + 72 + 80, 72), first, between, "parts swapped");
        assertFallsBack(newest, doubled(whole, 32, 72), first, between, "part doubled");
        assertFallsBack(newest, without(whole, 32 + 72, 80), first, between, "part missing");
        Files.write(newest, whole);
        assertThat(fixture.read()).isEmpty();
        assertSame(fixture.parts, parts, "put back");
    }

    private void assertFallsBack(Path newest, byte[] bytes, long older, List<byte[]> behind, String damage)
            throws IOException {
        Files.write(newest, bytes);
        assertSame(fixture.read(), behind, damage);
        assertThat(fixture.snapshotPosition).as(damage).isEqualTo(older);
        assertThat(fixture.parts).as(damage).containsExactly(new byte[] {1});
        assertThat(newest).as(damage).doesNotExist();
    }

    private static byte[] swapped(byte[] bytes, int first, int second, int length) {
        byte[] result = bytes.clone();
        System.arraycopy(bytes, first, result, second, length);
        System.arraycopy(bytes, second, result, first, length);
        return result;
    }

    private static byte[] doubled(byte[] bytes, int from, int length) {
        byte[] result = Arrays.copyOf(bytes, bytes.length + length);
        System.arraycopy(bytes, from, result, from + length, bytes.length - from);
        return result;
    }

    private static byte[] without(byte[] bytes, int from, int length) {
        byte[] result = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, from + length, result, from, result.length - from);
        return result;
    }

    /** FAULT 20. */
    @Test
    void shouldReadTheWholeLogWhenTheOnlySnapshotIsDamaged() throws Exception {
        List<byte[]> written = records(1, 100, 200);
        try (Journal journal = fixture.open()) {
            written.forEach(record -> append(journal, record));
            snapshot(journal, new byte[100]);
        }
        flip(fixture.files(".img").get(0));

        assertSame(fixture.read(), written, "all records");
        assertThat(fixture.parts).isEmpty();
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** FAULT 20. */
    @Test
    void shouldRefuseWhenNoSnapshotIsGoodAndTheLogsBeginningIsGone() throws Exception {
        try (Journal journal = fixture.open()) {
            for (int i = 0; i < 3; i++) {
                append(journal, new byte[3000]);
                append(journal, new byte[3000]);
                snapshot(journal, new byte[100]);
            }
            await().until(() -> journal.startPosition() > 0);
        }
        for (Path snapshot : fixture.files(".img")) {
            flip(snapshot);
        }
        Map<String, String> before = fixture.content();

        assertThatThrownBy(fixture::read)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining(fixture.segments().get(0).getFileName()
                        + " is the first segment, those from position 0 to it are missing")
                .hasMessageContaining(fixture.files(".img").get(0).getFileName() + " at offset 32: part 0")
                .hasMessageContaining(fixture.files(".img").get(1).getFileName() + " at offset 32: part 0");
        assertThat(fixture.content()).isEqualTo(before);
    }

    @Test
    void shouldRefuseWhenTheLogEndsBeforeTheSnapshot() throws Exception {
        try (Journal journal = fixture.open()) {
            records(1, 100, 200).forEach(record -> append(journal, record));
            snapshot(journal, new byte[100]);
        }
        byte[] log = Files.readAllBytes(fixture.segment(0));
        Arrays.fill(log, 32 + 120, log.length, (byte) 0);
        fixture.put(fixture.segment(0), log);

        assertThatThrownBy(fixture::read)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("ends at position 120 (offset 152), but there is a snapshot at position 336");

        Files.delete(fixture.segment(0));
        assertThatThrownBy(fixture::read)
                .isInstanceOf(JournalCorruptException.class)
                .hasMessageContaining("there is no segment, but there is a snapshot at position 336");
    }

    @Test
    void shouldForgetASnapshotWhenItIsAbandonedOrNotComplete() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            SnapshotWriter abandoned = journal.snapshot(journal.appendedPosition());
            abandoned.add(ByteBuffer.allocate(100));
            assertThatIllegalStateException()
                    .isThrownBy(() -> journal.snapshot(journal.appendedPosition()))
                    .withMessageContaining("still being written");
            abandoned.abandon();
            SnapshotWriter cutOff = journal.snapshot(journal.appendedPosition());
            cutOff.add(ByteBuffer.allocate(100));
            assertThat(abandoned.isDurable()).isFalse();
        }

        assertThat(fixture.files(".tmp")).isEmpty();
        assertThat(fixture.files(".img")).isEmpty();
        assertThat(fixture.read()).hasSize(1);
        assertThat(fixture.hasEndedWell).isTrue();
    }

    @Test
    void shouldFinishASnapshotWhenItIsCompleteAndTheJournalIsClosed() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            SnapshotWriter snapshot = journal.snapshot(journal.appendedPosition());
            snapshot.add(ByteBuffer.allocate(100));
            snapshot.complete();
            snapshot.abandon();
        }

        assertThat(fixture.read()).isEmpty();
        assertThat(fixture.parts).hasSize(1);
    }

    @Test
    void shouldRefuseASnapshotWhenItCannotBe() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            append(journal, new byte[10]);
            snapshot(journal, new byte[1]);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.snapshot(32))
                    .withMessageContaining("at position 32 is not between the newest one's 64 and the log's end 64");
            assertThatIllegalArgumentException().isThrownBy(() -> journal.snapshot(72));
            SnapshotWriter empty = journal.snapshot(64);
            assertThatIllegalArgumentException().isThrownBy(() -> empty.add(ByteBuffer.allocate(0)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> empty.add(ByteBuffer.allocate(Journal.MAX_RECORD_BYTES + 1)));
            assertThatIllegalStateException().isThrownBy(empty::complete).withMessageContaining("has no part");
        }
    }

    @Test
    void shouldWaitForTheLogWhenTheSnapshotIsAheadOfIt() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (Journal journal = fixture.open()) {
            // The first segment, which had this name when it was opened.
            fixture.storage.faulty = LogFolder.BEGIN_NAME;
            fixture.storage.forceGate = gate;
            append(journal, new byte[10]);
            SnapshotWriter snapshot = journal.snapshot(journal.appendedPosition());
            snapshot.add(ByteBuffer.allocate(100));
            snapshot.complete();
            await().until(() ->
                    Files.exists(folder.resolve(SnapshotFormat.unfinishedName(SnapshotFormat.fileName(32)))));

            assertThat(snapshot.isDurable()).isFalse();
            assertThat(fixture.files(".img")).isEmpty();
            gate.countDown();
            awaitDurable(snapshot);
        }
    }

    @Test
    void shouldStayReadableWhenTheSnapshotIsDeleted() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            snapshot(journal, new byte[] {1}, new byte[] {2});
            try (SnapshotParts parts = journal.newestSnapshot().orElseThrow()) {
                assertThat(parts.position()).isEqualTo(32);
                assertThat(parts.next().orElseThrow()).containsExactly(1);
                for (int i = 0; i < 3; i++) {
                    append(journal, new byte[10]);
                    snapshot(journal, new byte[] {9});
                }
                await().until(() -> !Files.exists(fixture.snapshot(32)));

                assertThat(parts.next().orElseThrow()).containsExactly(2);
                assertThat(parts.next()).isEmpty();
                assertThat(parts.next()).isEmpty();
            }
        }
    }

    /** FAULT 20. */
    @Test
    void shouldTellWhenASnapshotThatIsSentIsDamaged() throws Exception {
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            snapshot(journal, new byte[100], new byte[100]);
            byte[] bytes = Files.readAllBytes(fixture.snapshot(32));
            bytes[32 + 116 + 4 + 50] ^= 1;
            Files.write(fixture.snapshot(32), bytes);

            try (SnapshotParts parts = journal.newestSnapshot().orElseThrow()) {
                assertThat(parts.next().orElseThrow()).hasSize(100);
                assertThatThrownBy(parts::next)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("snapshot-00000000000000000032.img at offset 152: part 1");
            }
        }
    }

    @Test
    void shouldNotReadSegmentsWhenTheyAreWhollyBeforeTheSnapshot() throws Exception {
        try (Journal journal = fixture.open()) {
            for (int i = 0; i < 4; i++) {
                append(journal, new byte[3000]);
            }
            snapshot(journal, new byte[] {1});
        }
        Path first = fixture.segment(0);
        byte[] bytes = Files.readAllBytes(first);
        bytes[100] ^= 1;
        Files.write(first, bytes);

        try (Journal journal = fixture.open(new ArrayList<>())) {
            assertThat(fixture.parts).hasSize(1);
            assertThat(journal.startPosition()).isZero();
            assertThatThrownBy(() -> journal.read(0, ByteBuffer.allocate(10_000)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("00000000000000000000.log at offset 32")
                    .hasMessageContaining("does not match its checksum");
        }
    }
}
