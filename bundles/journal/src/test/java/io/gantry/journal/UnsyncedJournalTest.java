package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.journal.JournalReader;
import io.gantry.engine.api.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * FAULT 24 in a journal whose groups are not synced. Its log is synced for a snapshot that is to count, and when it is opened. What a sync that failed was to write
 * is not on disk, but is still shown to whoever reads, and a later sync does not write it.
 */
class UnsyncedJournalTest {
    private static final Path FOLDER = Path.of("/journal");
    /** A segment takes four. */
    private static final int RECORD_BYTES = 984;

    private static final int SEEDS = 20;

    private final List<Integer> found = new ArrayList<>();

    private final JournalReader reader = new JournalReader() {
        @Override
        public void snapshot(long position, ByteBuffer part) {
            found.add((int) (position / Journal.recordBytes(RECORD_BYTES)));
        }

        @Override
        public void record(long position, ByteBuffer record) {
            found.add(record.getInt(0));
        }
    };

    @Test
    void shouldStopForEverWhenTheSyncBehindASnapshotFails() throws IOException {
        CrashingDisk disk = new CrashingDisk(new Random(1));
        ManualJournal journal = open(disk);
        append(journal, 0, 20);
        disk.forcesUntilOneFails = 0;

        SnapshotWriter snapshot = snapshot(journal);

        assertThat(snapshot.isDurable()).isFalse();
        assertThat(journal.failure().orElseThrow()).hasMessageContaining("Input/output error");
        assertThatIllegalStateException()
                .isThrownBy(() -> journal.append(ByteBuffer.allocate(RECORD_BYTES)))
                .withMessageContaining("Input/output error");
    }

    @Test
    void shouldPutOnDiskAgainWhatAFailedSyncForgotWhenItIsOpenedAgain() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            CrashingDisk disk = new CrashingDisk(new Random(seed));
            ManualJournal journal = open(disk);
            append(journal, 0, 40);
            disk.forcesUntilOneFails = seed % 5;
            assertThat(snapshot(journal).isDurable()).isFalse();
            disk.killProcess();
            assertFound(disk, seed, 0, 40);

            disk.restartMachine();

            assertFound(disk, seed, 0, 40);
        }
    }

    @Test
    void shouldPutOnDiskAgainWhatIsBehindTheNewestSnapshotWhenItIsOpenedAgain() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            CrashingDisk disk = new CrashingDisk(new Random(seed));
            ManualJournal journal = open(disk);
            append(journal, 0, 10);
            assertThat(snapshot(journal).isDurable()).isTrue();
            append(journal, 10, 40);
            disk.forcesUntilOneFails = seed % 5;
            assertThat(snapshot(journal).isDurable()).isFalse();
            disk.killProcess();
            assertFound(disk, seed, 10, 40);

            disk.restartMachine();

            assertFound(disk, seed, 10, 40);
        }
    }

    private ManualJournal open(CrashingDisk disk) throws IOException {
        found.clear();
        JournalSettings settings = new JournalSettings(4096, JournalFixture.RING_BYTES);
        return (ManualJournal) new Journals(settings, disk, false)
                .open(FOLDER, Durability.REPLICATED, JournalFactory.KEEP_ALL, reader)
                .journal();
    }

    /** What an opened journal shows: where its snapshot stands, if it has one, and the numbers of the records behind it. */
    private void assertFound(CrashingDisk disk, int seed, int from, int to) throws IOException {
        open(disk);
        disk.killProcess();
        List<Integer> expected = new ArrayList<>();
        if (from > 0) {
            expected.add(from);
        }
        for (int number = from; number < to; number++) {
            expected.add(number);
        }
        assertThat(found).as("seed " + seed).isEqualTo(expected);
    }

    private static void append(ManualJournal journal, int from, int to) {
        for (int number = from; number < to; number++) {
            ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0, number);
            for (int i = 0; i < 100 && journal.append(record) == Journal.BACK_PRESSURED; i++) {
                journal.doWork();
            }
            journal.doWork();
        }
        for (int i = 0; i < 100; i++) {
            journal.doWork();
        }
        assertThat(journal.durablePosition()).isEqualTo((long) to * Journal.recordBytes(RECORD_BYTES));
    }

    /** Of all that was appended. */
    private static SnapshotWriter snapshot(ManualJournal journal) {
        SnapshotWriter snapshot = journal.snapshot(journal.appendedPosition());
        assertThat(snapshot.add(ByteBuffer.allocate(100))).isTrue();
        snapshot.complete();
        for (int i = 0; i < 100; i++) {
            journal.doWork();
        }
        return snapshot;
    }
}
