package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.JournalFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitPositionTest {

    private static final int RECORD = 64;
    private static final Path FOLDER = Path.of("partition-1");

    private final MemoryJournals journals = new MemoryJournals();
    private final MemoryDisk disk = journals.disk(FOLDER);
    private Journal journal;

    @BeforeEach
    void opened() throws IOException {
        journal = journals.open(FOLDER, Durability.REPLICATED, JournalFactory.KEEP_ALL, (position, record) -> {})
                .journal();
    }

    @Test
    void shouldBeItsOwnEndWhenItIsAlone() {
        CommitPosition commit = new CommitPosition(journal, Durability.REPLICATED);
        append(2);
        assertThat(commit.get()).as("nobody said that it is the primary").isZero();

        commit.others(CommitPosition.ALONE);

        assertThat(commit.get()).isEqualTo(2 * RECORD);
        append(1);
        assertThat(commit.get()).isEqualTo(3 * RECORD);
    }

    @Test
    void shouldWaitForItsOwnDiskWhenTheDurabilityAsksSo() {
        CommitPosition commit = new CommitPosition(journal, Durability.REPLICATED_FSYNC);
        commit.others(CommitPosition.ALONE);
        disk.hold();
        append(1);
        assertThat(commit.get()).isZero();
        assertThat(commit.own()).isZero();

        disk.release();

        assertThat(commit.get()).isEqualTo(RECORD);
    }

    @Test
    void shouldBeTheLeastOfAll() {
        CommitPosition commit = new CommitPosition(journal, Durability.REPLICATED);
        append(5);

        commit.others(2 * RECORD);
        assertThat(commit.get()).isEqualTo(2 * RECORD);
        commit.others(9 * RECORD);
        assertThat(commit.get()).as("not more than it has itself").isEqualTo(5 * RECORD);
    }

    @Test
    void shouldNotFallWhenOneMoreIsWaitedFor() {
        CommitPosition commit = new CommitPosition(journal, Durability.REPLICATED);
        append(5);
        commit.others(CommitPosition.ALONE);
        assertThat(commit.get()).isEqualTo(5 * RECORD);

        commit.others(0);
        append(1);

        assertThat(commit.get()).isEqualTo(5 * RECORD);
    }

    @Test
    void shouldStayWhereItIsWhenItIsDeposed() {
        CommitPosition commit = new CommitPosition(journal, Durability.REPLICATED);
        commit.others(CommitPosition.ALONE);
        append(3);

        commit.deposed();
        append(2);

        assertThat(commit.get()).isEqualTo(3 * RECORD);
    }

    @Test
    void shouldBelieveItsPrimary() {
        CommitPosition commit = new CommitPosition(journal, Durability.REPLICATED);
        append(5);

        commit.told(3 * RECORD);
        commit.told(2 * RECORD);

        assertThat(commit.get()).isEqualTo(3 * RECORD);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNeverFallWhateverIsTold(long seed) {
        CommitPosition commit = new CommitPosition(journal, Durability.REPLICATED_FSYNC);
        SplittableRandom random = new SplittableRandom(seed);
        long before = 0;
        for (int i = 0; i < 2000; i++) {
            switch (random.nextInt(6)) {
                case 0 -> append(1);
                case 1 -> disk.hold();
                case 2 -> disk.release();
                case 3 -> commit.others(random.nextInt(4) == 0 ? CommitPosition.ALONE : random.nextInt(RECORD * 400));
                case 4 -> commit.told(random.nextLong(journal.durablePosition() + 1));
                default -> commit.deposed();
            }
            assertThat(commit.get()).as("seed %d, step %d", seed, i).isBetween(before, journal.appendedPosition());
            before = commit.get();
        }
        assertThat(before).isPositive();
    }

    private void append(int records) {
        for (int i = 0; i < records; i++) {
            journal.append(ByteBuffer.allocate(RECORD - Journal.RECORD_HEADER_BYTES));
        }
    }
}
