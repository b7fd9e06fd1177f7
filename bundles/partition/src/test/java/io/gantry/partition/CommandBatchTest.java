package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.Side;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandBatchTest {

    private final RecordingOutput output = new RecordingOutput();
    private final PartitionCore core = new PartitionCore(1, ReferenceOrderBookFactory::new, output, 10, 1000);
    private final CommandBatch batch = new CommandBatch();

    @BeforeEach
    void listed() {
        assertThat(core.list(Commands.INSTRUMENT, 1)).isTrue();
    }

    @Test
    void shouldExecuteInOrderWhenItIsFull() {
        fill();

        assertThat(batch.isHolding()).isTrue();
        assertThat(batch.execute(core, 1)).isTrue();
        batch.clear();

        assertThat(batch.isEmpty()).isTrue();
        assertThat(batch.isHolding()).isFalse();
        assertThat(output.notExecuted).as("each follows the one before").isEmpty();
        assertThat(output.answers).hasSize(CommandBatch.SIZE);
    }

    @Test
    void shouldGoOnWhereItStoodWhenTheLogHasRoomAgain() {
        fill();
        output.logFull = true;

        assertThat(batch.execute(core, 1)).isFalse();
        assertThat(batch.isHolding()).isTrue();
        output.logFull = false;
        assertThat(batch.execute(core, 2)).isTrue();

        assertThat(output.answers).hasSize(CommandBatch.SIZE);
        assertThat(batch.execute(core, 3)).as("again").isTrue();
        assertThat(output.answers).as("none twice").hasSize(CommandBatch.SIZE);
    }

    @Test
    void shouldTellOfUnknownSymbolsWhenTheyAreExpected() {
        batch.holder().copyFrom(Commands.limit(1, 0, Side.BUY, 100, 5)).symbolId(77);
        batch.add(1);
        batch.holder().copyFrom(Commands.limit(2, 0, Side.BUY, 100, 5)).symbolId(77);
        batch.add(1);

        assertThat(batch.execute(core, 1)).isTrue();

        assertThat(output.notExecuted).hasSize(2);
    }

    private void fill() {
        for (int request = 1; request <= CommandBatch.SIZE; request++) {
            batch.holder().copyFrom(Commands.limit(request, request - 1L, Side.BUY, 100, 5));
            batch.add(9);
        }
    }
}
