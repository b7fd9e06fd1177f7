package io.gantry.partition;

import static io.gantry.partition.Commands.limit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.PartitionException;
import org.junit.jupiter.api.Test;

/** A log belongs to the version of the book that its commands were applied by, and to no implementation. */
class BookVersionTest {

    private static final OtherBooks OLD = new OtherBooks("old", 1);
    private static final OtherBooks NEW = new OtherBooks("new", 2);

    private final RecordingOutput output = new RecordingOutput();

    @Test
    void shouldRefuseALogWhenTheBookHereIsOfAnotherVersion() {
        PartitionCore before = PartitionCoreTest.core(1, output, OLD);
        before.list(Commands.INSTRUMENT, 1);
        before.command(9, limit(1, 0, Side.BUY, 100, 5), 1);

        assertThatThrownBy(() -> output.replayInto(PartitionCoreTest.core(1, new RecordingOutput(), NEW)))
                .isInstanceOf(PartitionException.class)
                .hasMessage("symbol number 1 was kept by book old 1 when its log was written; here is book new 2, which"
                        + " may make another state of the same commands. Start this worker with a book of version 1,"
                        + " then move its symbols to a worker that has the other version");
    }

    @Test
    void shouldTakeALogWhenAnotherBookOfTheSameVersionIsHere() {
        PartitionCore before = PartitionCoreTest.core(1, output, OLD);
        before.list(Commands.INSTRUMENT, 1);
        before.command(9, limit(1, 0, Side.BUY, 100, 5), 1);
        PartitionCore after = PartitionCoreTest.core(1, new RecordingOutput(), new OtherBooks("other", 1));

        output.replayInto(after);

        SymbolState state = after.symbols().owned(1).state();
        assertThat(state.stateHash())
                .isEqualTo(before.symbols().owned(1).state().stateHash());
        assertThat(state.bookName()).isEqualTo("other");
    }

    @Test
    void shouldRefuseALogWhenTheSymbolCameByAMoveAndTheBookHereIsOfAnotherVersion() {
        moveTo(PartitionCoreTest.core(2, output, NEW));

        assertThatThrownBy(() -> output.replayInto(PartitionCoreTest.core(2, new RecordingOutput(), OLD)))
                .isInstanceOf(PartitionException.class)
                .hasMessageContaining("was kept by book new 2 when its log was written; here is book old 1");
    }

    @Test
    void shouldTakeTheImageWhenAnOlderBookWroteIt() {
        PartitionCore target = PartitionCoreTest.core(2, output, NEW);

        moveTo(target);

        assertThat(target.symbols().owned(1).state().bookVersion()).isEqualTo(2);
    }

    @Test
    void shouldRefuseTheImageWhenANewerBookWroteIt() {
        PartitionCore target = PartitionCoreTest.core(2, output, new OtherBooks("ancient", 0));

        assertThatThrownBy(() -> moveTo(target))
                .isInstanceOf(PartitionException.class)
                .hasMessageContaining("book reference of version 1 wrote it, book ancient here is of version 0 only");
    }

    private static void moveTo(PartitionCore target) {
        PartitionCore source = PartitionCoreTest.core(1, new RecordingOutput(), OLD);
        source.list(Commands.INSTRUMENT, 1);
        source.command(9, limit(1, 0, Side.BUY, 100, 5), 1);
        source.gate(1, "m1");
        PartitionCoreTest.stageAll(target, "m1", source.copy(1, "m1"));
        target.open(1, "m1", 2);
    }
}
