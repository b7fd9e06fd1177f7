package io.gantry.journal;

import static io.gantry.journal.JournalFixture.append;
import static io.gantry.journal.JournalFixture.awaitDurable;
import static io.gantry.journal.JournalFixture.records;
import static io.gantry.journal.JournalFixture.snapshot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that does not do as it is told. */
class JournalFaultTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteEverythingWhenTheDiskTakesLittleAtOnce() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED);
        List<byte[]> expected = records(1, IntStream.rangeClosed(1, 200).toArray());
        fixture.storage.bytesPerWrite = 7;

        fixture.fill(expected);

        List<byte[]> found = fixture.read();
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).isEqualTo(expected.get(i));
        }
    }

    /** FAULT 24. */
    @Test
    void shouldStopForEverWhenASyncFails() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        Journal journal = fixture.open();
        byte[] record = {1, 2, 3, 4, 5, 6, 7, 8};
        long durable = append(journal, record);
        awaitDurable(journal, durable);
        fixture.storage.failsToForce = true;

        append(journal, record);
        awaitFailure(journal);
        fixture.storage.failsToForce = false;
        int forces = fixture.storage.forces.get();

        assertThat(journal.failure().orElseThrow())
                .hasMessage("journal " + folder + " stopped at position 24: Input/output error");
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(ByteBuffer.wrap(record)))
                .withMessageContaining("stopped at position 24: Input/output error")
                .withCauseInstanceOf(IOException.class);
        journal.close();
        assertThat(fixture.storage.forces)
                .as("not tried again, not even by close")
                .hasValue(forces);
        assertThat(journal.durablePosition()).isEqualTo(durable);
        assertThat(journal.failure()).isPresent();
        assertThat(fixture.read().size()).as("the unsynced record may be there").isBetween(1, 2);
    }

    private static void awaitFailure(Journal journal) {
        await().until(() -> journal.failure().isPresent());
    }

    /** FAULT 25, on a file system that wants room even for what is overwritten. */
    @Test
    void shouldStopAndKeepWhatWasDurableWhenThereIsNoRoomToOverwrite() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        Journal journal = fixture.open();
        byte[] record = new byte[100];
        awaitDurable(journal, append(journal, record));
        fixture.storage.roomToOverwrite.set(50);

        append(journal, record);
        awaitFailure(journal);

        assertThat(journal.failure().orElseThrow())
                .hasMessage("journal " + folder + " stopped at position 120: No space left on device. Free space on its"
                        + " disk, then start this worker again; what was acknowledged is there");
        journal.close();
        fixture.storage.roomToOverwrite.set(Long.MAX_VALUE);
        assertThat(fixture.read()).hasSize(1);
        assertThat(fixture.hasEndedWell).isFalse();
    }

    /** FAULT 25. */
    @Test
    void shouldPushBackAndGoOnWhenThereIsNoRoomForTheNextSegmentForAWhile() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
        List<byte[]> expected = new ArrayList<>(records(1, 3000));
        try (Journal journal = fixture.open()) {
            fixture.storage.room.set(1000);
            awaitDurable(journal, append(journal, expected.get(0)));
            byte[] large = new byte[1000];
            appendUntilPushedBack(journal, large, expected);
            assertThat(journal.failure()).isEmpty();
            awaitDurable(journal, 4032);

            fixture.storage.room.set(Long.MAX_VALUE);

            append(journal, large);
            expected.add(large);
            awaitDurable(journal, journal.appendedPosition());
        }
        assertThat(fixture.read()).hasSameSizeAs(expected);
        assertThat(fixture.hasEndedWell).isTrue();
    }

    private static void appendUntilPushedBack(Journal journal, byte[] record, List<byte[]> appended) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
            if (journal.append(ByteBuffer.wrap(record)) == Journal.BACK_PRESSURED) {
                return true;
            }
            appended.add(record);
            return false;
        });
    }

    /** FAULT 25: known before the current segment is full, so what is pushed back is nothing that was taken. */
    @Test
    void shouldFillTheCurrentSegmentWhenThereIsNoRoomForTheNext() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 64 << 10, Durability.REPLICATED_FSYNC);
        ManualJournal journal = fixture.openManually();
        fixture.storage.room.set(0);
        journal.append(ByteBuffer.allocate(40_000));
        for (int i = 0; i < 10; i++) {
            journal.doWork();
        }

        int taken = 0;
        while (journal.append(ByteBuffer.allocate(984)) != Journal.BACK_PRESSURED) {
            taken++;
        }
        journal.doWork();

        assertThat(taken).isEqualTo((65_536 - 32 - 40_016) / 1000);
        assertThat(journal.durablePosition()).isEqualTo(journal.appendedPosition());
        fixture.storage.room.set(Long.MAX_VALUE);
        for (int i = 0; i < 100 && journal.append(ByteBuffer.allocate(984)) == Journal.BACK_PRESSURED; i++) {
            journal.doWork();
        }
        journal.close();
        assertThat(journal.failure()).isEmpty();
        assertThat(fixture.read()).hasSize(taken + 2);
    }

    /** FAULT 25. */
    @Test
    void shouldSayWhatIsMissingWhenClosedWithoutRoom() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
        Journal journal = fixture.openManually();
        fixture.storage.room.set(0);
        journal.append(ByteBuffer.allocate(3000));
        journal.append(ByteBuffer.allocate(2000));

        journal.close();

        assertThat(journal.failure().orElseThrow())
                .hasMessageContaining("stopped at position 3016: 2016 bytes are not written, there is no room")
                .hasMessageContaining("Free space on its disk, then start this worker again");
        fixture.storage.room.set(Long.MAX_VALUE);
        assertThat(fixture.read()).hasSize(1);
        assertThat(fixture.hasEndedWell).isFalse();
    }

    /** FAULT 25. */
    @Test
    void shouldSayWhatToDoWhenThereIsNoRoomForTheFirstSegment() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        fixture.storage.room.set(5000);

        assertThatThrownBy(fixture::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no room for its first segment")
                .hasMessageContaining("Free space on its disk, or make segmentBytes smaller");

        fixture.storage.room.set(Long.MAX_VALUE);
        assertThat(fixture.read()).isEmpty();
    }

    /** FAULT 25. */
    @Test
    void shouldGoOnWithoutWhenThereIsNoRoomForASnapshot() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            fixture.storage.room.set(3000);
            SnapshotWriter snapshot = journal.snapshot(journal.appendedPosition());
            snapshot.add(ByteBuffer.allocate(2000));
            snapshot.add(ByteBuffer.allocate(2000));
            await().until(snapshot::hasFailed);
            assertThat(snapshot.add(ByteBuffer.allocate(10)))
                    .as("taken and forgotten")
                    .isTrue();
            snapshot.complete();

            awaitDurable(journal, append(journal, new byte[10]));
            assertThat(journal.failure()).isEmpty();
            assertThat(snapshot.isDurable()).isFalse();
            assertThat(fixture.files(".tmp")).isEmpty();
            fixture.storage.room.set(Long.MAX_VALUE);
            snapshot(journal, new byte[2000]);
        }
    }

    /** FAULT 24. */
    @Test
    void shouldGoOnWithoutWhenASnapshotCannotBeSynced() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            fixture.storage.faulty = "snapshot-";
            fixture.storage.failsToForce = true;
            SnapshotWriter snapshot = journal.snapshot(journal.appendedPosition());
            snapshot.add(ByteBuffer.allocate(2000));
            snapshot.complete();
            await().until(snapshot::hasFailed);

            awaitDurable(journal, append(journal, new byte[10]));
            assertThat(snapshot.isDurable()).isFalse();
            assertThat(journal.newestSnapshot()).isEmpty();
        }
        assertThat(fixture.read()).hasSize(2);
        assertThat(fixture.parts).isEmpty();
    }

    @Test
    void shouldNotDelayTheLogWhenASnapshotIsSlow() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        CountDownLatch gate = new CountDownLatch(1);
        try (Journal journal = fixture.open()) {
            append(journal, new byte[10]);
            fixture.storage.faulty = "snapshot-";
            fixture.storage.forceGate = gate;
            SnapshotWriter snapshot = journal.snapshot(journal.appendedPosition());
            snapshot.add(ByteBuffer.allocate(2000));
            snapshot.complete();

            for (int i = 0; i < 20; i++) {
                awaitDurable(journal, append(journal, new byte[10]));
            }
            assertThat(snapshot.isDurable()).isFalse();
            gate.countDown();
            JournalFixture.awaitDurable(snapshot);
        }
    }

    @Test
    void shouldStopWhenTheNextSegmentCannotBeMade() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED);
        Journal journal = fixture.open();
        fixture.storage.failsToCreate = true;
        byte[] record = new byte[4000];
        awaitDurable(journal, append(journal, record));

        appendUntilFailed(journal, record);

        assertThat(journal.failure().orElseThrow())
                .hasMessageContaining("the next segment cannot be made: Too many open files");
        journal.close();
        fixture.storage.failsToCreate = false;
        assertThat(fixture.read()).hasSize(1);
    }

    private static void appendUntilFailed(Journal journal, byte[] record) {
        journal.append(ByteBuffer.wrap(record));
        awaitFailure(journal);
    }

    @Test
    void shouldRecoverWhenTheNextSegmentGotNoName() throws Exception {
        JournalFixture fixture = new JournalFixture(folder, 4096, Durability.REPLICATED_FSYNC);
        Journal journal = fixture.open();
        fixture.storage.failsToRename = true;
        byte[] record = new byte[4000];
        awaitDurable(journal, append(journal, record));

        appendUntilFailed(journal, record);
        journal.close();
        fixture.storage.failsToRename = false;

        assertThat(fixture.segments()).hasSize(1);
        assertThat(fixture.read()).hasSize(1);
        fixture.fill(List.of(record));
        assertThat(fixture.read()).hasSize(2);
        assertThat(fixture.files(".tmp")).isEmpty();
    }

    @Test
    void shouldTellTheFailureWhenItsThreadDiesOfSomethingElse() throws Exception {
        JournalFixture fixture = JournalFixture.written(folder);
        Journal journal = fixture.open();
        fixture.storage.throwsUnchecked = true;

        append(journal, new byte[] {1});
        awaitFailure(journal);

        assertThat(journal.failure().orElseThrow()).hasMessageContaining("IllegalStateException: a bug");
        journal.close();
    }

    @Test
    void shouldTellTheFailureWhenClosingCannotWriteWhatIsLeft() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        Journal journal = fixture.open();
        fixture.storage.failsToForce = true;
        append(journal, new byte[] {1});

        journal.close();

        assertThat(journal.failure()).isPresent();
        assertThat(journal.durablePosition()).isZero();
    }

    @Test
    void shouldLetGoOfTheFolderWhenOpeningFails() throws Exception {
        JournalFixture fixture = JournalFixture.synced(folder);
        fixture.storage.failsToForce = true;
        assertThatThrownBy(fixture::open).isInstanceOf(IOException.class).hasMessageContaining("Input/output error");

        fixture.storage.failsToForce = false;
        assertThat(fixture.read()).isEmpty();
    }
}
