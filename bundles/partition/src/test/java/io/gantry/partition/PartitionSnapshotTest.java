package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.journal.SnapshotWriter;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.orderbook.FlatOrderBookFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parts of a snapshot: what they hold, and that nothing wrong is taken for right. */
class PartitionSnapshotTest {

    private static final long SEED = 42;
    private static final long POSITION = 800;

    /** Takes parts as long as there is room. */
    private static final class Parts implements SnapshotWriter {

        private final List<byte[]> parts = new ArrayList<>();
        private int room = Integer.MAX_VALUE;
        private boolean isComplete;
        private boolean isAbandoned;

        @Override
        public boolean add(ByteBuffer part) {
            assertThat(part.remaining()).isBetween(1, Journal.MAX_RECORD_BYTES);
            if (parts.size() >= room) {
                return false;
            }
            byte[] copy = new byte[part.remaining()];
            part.get(copy);
            parts.add(copy);
            return true;
        }

        @Override
        public void complete() {
            isComplete = true;
        }

        @Override
        public void abandon() {
            isAbandoned = true;
        }

        @Override
        public boolean isDurable() {
            return isComplete;
        }

        @Override
        public boolean hasFailed() {
            return false;
        }
    }

    private final PartitionCore core = PartitionCoreTest.core(3, new RecordingOutput(), new FlatOrderBookFactory());
    private final LogHistory history = new LogHistory();
    private final Parts writer = new Parts();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final long[] last = new long[3];
    private long nowNanos;

    @BeforeEach
    void filled() {
        core.list(Commands.INSTRUMENT, 4);
        core.list(new Instrument("ETHUSDT", 2, 2, 1, 1), 1);
        core.list(new Instrument("GONE", 3, 2, 1, 1), 1);
        core.release(3, "m1", 9, 7);
        core.confirm(1);
        send(3000);
        RegisterRecords records = new RegisterRecords();
        records.epochBegan(new PartitionOwner(3, "w1", 1, 1, List.of("w1")));
        history.note(0, records.buffer());
        records.epochBegan(new PartitionOwner(3, "w2", 2, 3, List.of("w1", "w2")));
        history.note(400, records.buffer());
        records.inSyncChanged(new PartitionOwner(3, "w2", 2, 4, List.of("w2")));
        history.note(POSITION, records.buffer());
    }

    @Test
    void shouldMakeTheSameStateWhenItIsRead() {
        write();
        LogHistory read = new LogHistory();
        RecordingOutput output = new RecordingOutput();
        PartitionCore restored = restore(writer.parts, read, output);

        assertThat(hashes(restored)).isEqualTo(hashes(core));
        assertThat(restored.symbols().owned(1).epoch()).isEqualTo(4);
        assertThat(restored.symbols().owned(1).isConfirmed())
                .as("the register has to say so")
                .isFalse();
        assertThat(restored.symbols().departed(3)).isEqualTo(new PartitionSymbols.Departed(9, 7));
        assertThat(output.feeds)
                .contains(
                        "opened 1 from " + (core.symbols().owned(1).state().eventSequence() + 1),
                        "opened 2 from 1",
                        "moved 3 to 9 epoch 7");
        assertThat(read.lastEpoch()).isEqualTo(2);
        assertThat(read.startBehind(1)).isEqualTo(400);
        assertThat(read.version())
                .as("what was told behind the snapshot is not in it")
                .isEqualTo(3);
        assertThat(read.inSync()).containsExactly("w1", "w2");
    }

    @Test
    void shouldHoldTheStateOfItsBeginningWhenCommandsGoOn() {
        List<Long> before = hashes(core);
        PartitionSnapshot snapshot = begin();
        int turns = 0;
        while (!snapshot.write()) {
            send(5);
            turns++;
        }
        assertThat(turns).as("commands came between its parts").isGreaterThan(2);
        assertThat(hashes(core)).isNotEqualTo(before);

        PartitionCore restored = restore(writer.parts, new LogHistory(), new RecordingOutput());

        assertThat(hashes(restored)).isEqualTo(before);
    }

    @Test
    void shouldGoOnAlikeWhenTheSameCommandsFollow() {
        write();
        PartitionCore restored = restore(writer.parts, new LogHistory(), new RecordingOutput());
        restored.confirm(1);
        for (int i = 0; i < 500; i++) {
            OrderCommand command = Commands.random(random, last, ++nowNanos);
            assertThat(core.command(1, command, nowNanos)).isTrue();
            assertThat(restored.command(1, command, nowNanos)).isTrue();
        }

        assertThat(hashes(restored)).isEqualTo(hashes(core));
    }

    @Test
    void shouldGoOnWhereItStoodWhenTheWriterHasRoomAgain() {
        writer.room = 0;
        PartitionSnapshot snapshot = begin();
        for (int i = 0; i < 1000 && !snapshot.write(); i++) {
            writer.room += i % 3 == 0 ? 1 : 0;
        }

        assertThat(hashes(restore(writer.parts, new LogHistory(), new RecordingOutput())))
                .isEqualTo(hashes(core));
    }

    @Test
    void shouldFreeTheBooksWhenItIsAbandoned() {
        PartitionSnapshot snapshot = begin();
        snapshot.write();

        snapshot.abandon();

        assertThat(writer.isAbandoned).isTrue();
        assertThat(writer.isComplete).isFalse();
        core.gate(1, "m2");
        assertThat(core.copy(1, "m2")).as("another image may be written").isNotEmpty();
    }

    @Test
    void shouldSayThatItIsNotWholeWhenPartsAtTheEndAreMissing() {
        write();
        SnapshotReplay replay = replay(new LogHistory(), new RecordingOutput());
        assertThat(replay.isWhole()).as("there is none").isTrue();
        for (byte[] part : writer.parts.subList(0, writer.parts.size() - 1)) {
            replay.part(POSITION, part);
            assertThat(replay.isWhole()).isFalse();
        }

        replay.part(POSITION, writer.parts.get(writer.parts.size() - 1));

        assertThat(replay.isWhole()).isTrue();
    }

    @Test
    void shouldRefuseWhenAnyByteOfAPartIsFlipped() {
        write();
        for (int index = 0; index < writer.parts.size(); index++) {
            byte[] part = writer.parts.get(index);
            for (int at = 0; at < part.length; at += 1 + part.length / 60) {
                List<byte[]> damaged = new ArrayList<>(writer.parts);
                byte[] copy = part.clone();
                copy[at] ^= 0x10;
                damaged.set(index, copy);

                assertThatThrownBy(() -> restore(damaged, new LogHistory(), new RecordingOutput()))
                        .as("part %d, byte %d", index, at)
                        .isInstanceOf(PartitionException.class);
            }
        }
    }

    @Test
    void shouldRefuseWhenAPartIsMissingRepeatedTruncatedOrOutOfOrder() {
        write();
        List<byte[]> parts = writer.parts;
        for (int index = 0; index < parts.size(); index++) {
            List<byte[]> missing = new ArrayList<>(parts);
            missing.remove(index);
            List<byte[]> repeated = new ArrayList<>(parts);
            repeated.add(index, parts.get(index));
            List<byte[]> truncated = new ArrayList<>(parts);
            truncated.set(index, Arrays.copyOf(parts.get(index), parts.get(index).length - 1));
            assertRefused(missing, "missing " + index);
            assertRefused(repeated, "repeated " + index);
            assertRefused(truncated, "truncated " + index);
        }
        List<byte[]> swapped = new ArrayList<>(parts);
        swapped.set(0, parts.get(1));
        swapped.set(1, parts.get(0));
        assertRefused(swapped, "swapped");
    }

    @Test
    void shouldRefuseWhenItIsOfAnotherPartitionOrPosition() {
        write();
        PartitionCore other = PartitionCoreTest.core(4, new RecordingOutput());

        assertThatThrownBy(() ->
                        new SnapshotReplay(4, other.symbols(), new LogHistory()).part(POSITION, writer.parts.get(0)))
                .isInstanceOf(PartitionException.class)
                .hasMessage("partition 4: snapshot at position 800 refused: it is of partition 3 at position 800");
        assertThatThrownBy(
                        () -> replay(new LogHistory(), new RecordingOutput()).part(POSITION + 8, writer.parts.get(0)))
                .isInstanceOf(PartitionException.class)
                .hasMessageContaining("it is of partition 3 at position 800");
    }

    private void assertRefused(List<byte[]> parts, String how) {
        assertThatThrownBy(() -> restore(parts, new LogHistory(), new RecordingOutput()))
                .as(how)
                .isInstanceOf(PartitionException.class);
    }

    private void send(int commands) {
        for (int i = 0; i < commands; i++) {
            core.command(1, Commands.random(random, last, ++nowNanos), nowNanos);
        }
    }

    private PartitionSnapshot begin() {
        return new PartitionSnapshot(3, POSITION, history, core.symbols(), writer);
    }

    private void write() {
        PartitionSnapshot snapshot = begin();
        while (!snapshot.write()) {
            // It goes on a little at a time.
        }
        snapshot.complete();
        assertThat(writer.isComplete).isTrue();
    }

    private static SnapshotReplay replay(LogHistory history, RecordingOutput output) {
        PartitionCore fresh = PartitionCoreTest.core(3, output);
        return new SnapshotReplay(3, fresh.symbols(), history);
    }

    /** By another book. */
    private static PartitionCore restore(List<byte[]> parts, LogHistory history, RecordingOutput output) {
        PartitionCore fresh = PartitionCoreTest.core(3, output);
        SnapshotReplay replay = new SnapshotReplay(3, fresh.symbols(), history);
        parts.forEach(part -> replay.part(POSITION, part));
        if (!replay.isWhole()) {
            throw new PartitionException("it is not whole");
        }
        return fresh;
    }

    private static List<Long> hashes(PartitionCore of) {
        return List.of(
                of.symbols().owned(1).state().stateHash(),
                of.symbols().owned(2).state().stateHash());
    }
}
