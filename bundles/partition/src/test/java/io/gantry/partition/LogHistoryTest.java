package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.PartitionOwner;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogHistoryTest {

    private final LogHistory history = new LogHistory();
    private final RegisterRecords records = new RegisterRecords();

    /** Epoch 1 from 0 on with two changes, epoch 4 from 400 on, epoch 6 from 600 on. */
    @BeforeEach
    void filled() {
        began(0, owner("w1", 1, 1, "w1"));
        changed(100, owner("w1", 1, 2, "w1", "w2"));
        changed(200, owner("w1", 1, 3, "w1", "w2", "w3"));
        began(400, owner("w2", 4, 7, "w2", "w3"));
        began(600, owner("w3", 6, 9, "w3"));
    }

    @Test
    void shouldKnowNothingWhenTheLogIsEmpty() {
        LogHistory empty = new LogHistory();

        assertThat(empty.lastEpoch()).isEqualTo(LogHistory.NO_EPOCH);
        assertThat(empty.version()).isZero();
        assertThat(empty.inSync()).isEmpty();
        assertThat(empty.epochUpTo(5)).isEqualTo(LogHistory.NO_EPOCH);
        assertThat(empty.startBehind(0)).isEqualTo(Long.MAX_VALUE);
        assertThat(empty.before(1000)).isEmpty();
    }

    @Test
    void shouldKnowWhatWasToldLast() {
        assertThat(history.lastEpoch()).isEqualTo(6);
        assertThat(history.version()).isEqualTo(9);
        assertThat(history.inSync()).containsExactly("w3");
        assertThat(history.lastEpochStart()).isEqualTo(600);
    }

    @Test
    void shouldFindWhereTwoLogsPart() {
        assertThat(history.epochUpTo(0)).isEqualTo(LogHistory.NO_EPOCH);
        assertThat(history.epochUpTo(1)).isEqualTo(1);
        assertThat(history.epochUpTo(3)).as("it has no epoch 3").isEqualTo(1);
        assertThat(history.epochUpTo(5)).isEqualTo(4);
        assertThat(history.epochUpTo(99)).isEqualTo(6);
        assertThat(history.startBehind(LogHistory.NO_EPOCH)).isZero();
        assertThat(history.startBehind(1)).isEqualTo(400);
        assertThat(history.startBehind(4)).isEqualTo(600);
        assertThat(history.startBehind(6)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldForgetWhatIsCutOff() {
        history.cut(400);

        assertThat(history.lastEpoch()).isEqualTo(1);
        assertThat(history.version()).isEqualTo(3);
        assertThat(history.inSync()).containsExactly("w1", "w2", "w3");
        began(400, owner("w3", 5, 8, "w3"));
        assertThat(history.startBehind(1)).isEqualTo(400);
        assertThat(history.lastEpoch()).isEqualTo(5);
    }

    @Test
    void shouldNoteNothingTwiceAndNothingElse() {
        began(600, owner("w3", 6, 9, "w3"));
        history.note(700, new UnsafeBuffer(new byte[64]));

        assertThat(history.before(1000)).hasSize(3);
        assertThat(history.version()).isEqualTo(9);
    }

    @Test
    void shouldTellASnapshotWhereEachEpochBeganAndWhatWasToldLastBeforeIt() {
        List<LogHistory.Entry> before = history.before(300);
        assertThat(before).containsExactly(new LogHistory.Entry(0, 1, 3, "w1", "w1,w2,w3"));

        LogHistory restored = new LogHistory();
        history.before(500).forEach(restored::add);
        assertThat(restored.lastEpoch()).isEqualTo(4);
        assertThat(restored.version()).isEqualTo(7);
        assertThat(restored.inSync()).containsExactly("w2", "w3");
        assertThat(restored.startBehind(1)).isEqualTo(400);
        assertThat(restored.startBehind(LogHistory.NO_EPOCH)).isZero();
    }

    private void began(long position, PartitionOwner owner) {
        records.epochBegan(owner);
        history.note(position, records.buffer());
    }

    private void changed(long position, PartitionOwner owner) {
        records.inSyncChanged(owner);
        history.note(position, records.buffer());
    }

    private static PartitionOwner owner(String worker, long epoch, long version, String... inSync) {
        return new PartitionOwner(1, worker, epoch, version, List.of(inSync));
    }
}
