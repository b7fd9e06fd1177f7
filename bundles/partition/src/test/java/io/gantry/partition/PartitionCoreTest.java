package io.gantry.partition;

import static io.gantry.partition.Commands.cancel;
import static io.gantry.partition.Commands.limit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.Cut;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.protocol.Cause;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartitionCoreTest {

    private static final long PARK_NANOS = 1000;
    private static final long CONNECTION = 9;

    private final RecordingOutput output = new RecordingOutput();
    private final PartitionCore core = core(1, output);

    @BeforeEach
    void listed() {
        assertThat(core.list(Commands.INSTRUMENT, 1)).isTrue();
    }

    @Test
    void shouldGiveTheFirstAnswerAgainWhenARequestIsRepeated() {
        send(limit(1, 0, Side.BUY, 100, 5));
        send(limit(2, 1, Side.SELL, 100, 5));

        send(limit(1, 0, Side.BUY, 100, 5));

        assertThat(output.answers).hasSize(3);
        assertThat(output.answers.get(2)).isEqualTo(output.answers.get(0));
        assertThat(state().commandSequence()).isEqualTo(2);
    }

    @Test
    void shouldRefuseWhenARequestIdComesWithAnotherCommand() {
        send(limit(1, 0, Side.BUY, 100, 5));

        send(limit(1, 0, Side.BUY, 101, 5));

        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::cause)
                .containsExactly(Cause.DUPLICATE_MISMATCH);
        assertThat(state().commandSequence()).isEqualTo(1);
    }

    @Test
    void shouldRefuseWhenTheCommandItFollowsIsMissing() {
        send(cancel(2, 1, 101));

        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::cause)
                .containsExactly(Cause.TRY_AGAIN);

        send(limit(1, 0, Side.BUY, 100, 5));
        send(cancel(2, 1, 101));

        assertThat(output.answers).hasSize(2);
        assertThat(state().book().figures().orders()).isZero();
    }

    @Test
    void shouldCallARequestStaleWhenItsAnswerIsNotKeptAnyMore() {
        for (int request = 1; request <= ClientAnswers.WINDOW + 1; request++) {
            send(limit(request, request - 1, Side.BUY, 100, 5));
        }

        send(limit(1, 0, Side.BUY, 100, 5));
        send(limit(2, 1, Side.BUY, 100, 5));

        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::cause)
                .containsExactly(Cause.STALE_REQUEST);
        assertThat(output.answers).hasSize(ClientAnswers.WINDOW + 2);
    }

    @Test
    void shouldDoNothingWhenTheLogIsFull() {
        output.logFull = true;

        assertThat(core.command(CONNECTION, limit(1, 0, Side.BUY, 100, 5), 1)).isFalse();

        assertThat(state().commandSequence()).isZero();
        assertThat(output.events).isEmpty();
    }

    @Test
    void shouldSequenceInOrderOfArrivalWhenAGateIsReopened() {
        Cut cut = core.gate(1, "m1");
        send(limit(1, 0, Side.BUY, 100, 5));
        send(cancel(2, 1, 101));
        assertThat(state().cut()).isEqualTo(cut);

        assertThat(core.reopen(1, "m1", 50)).isTrue();

        assertThat(output.answers).hasSize(2);
        assertThat(output.notExecuted).isEmpty();
    }

    @Test
    void shouldAnswerTryAgainWhenACommandHasWaitedTooLongOrTooManyWait() {
        core.gate(1, "m1");
        send(limit(1, 0, Side.BUY, 100, 5));
        send(limit(2, 1, Side.BUY, 100, 5));
        send(limit(3, 2, Side.BUY, 100, 5));
        send(limit(4, 3, Side.BUY, 100, 5));
        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::requestId)
                .containsExactly(4L);

        core.tick(1 + PARK_NANOS);

        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::requestId)
                .containsExactly(4L, 1L, 2L, 3L);
        assertThat(state().commandSequence()).isZero();
    }

    @Test
    void shouldAnswerWhatWaitsWhenTheClockIsSetBack() {
        core.gate(1, "m1");
        core.command(CONNECTION, limit(1, 0, Side.BUY, 100, 5), 1_000_000);

        core.tick(1_000_000 - 1);

        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::requestId)
                .containsExactly(1L);
    }

    @Test
    void shouldAnswerAllThatWaitWhenTheClockIsSetBackByLessThanTheFirstHasWaited() {
        core.gate(1, "m1");
        core.command(CONNECTION, limit(1, 0, Side.BUY, 100, 5), 5_000);
        core.command(CONNECTION, limit(2, 1, Side.BUY, 100, 5), 5_900);

        core.tick(5_899);

        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::requestId)
                .containsExactly(1L, 2L);
    }

    @Test
    void shouldLetWaitWhatHasNotWaitedLongWhenTheClockGoesOn() {
        core.gate(1, "m1");
        core.command(CONNECTION, limit(1, 0, Side.BUY, 100, 5), 5_000);
        core.command(CONNECTION, limit(2, 1, Side.BUY, 100, 5), 5_900);

        core.tick(5_900);
        assertThat(output.notExecuted).isEmpty();

        core.tick(5_000 + PARK_NANOS);
        assertThat(output.notExecuted)
                .extracting(RecordingOutput.NotExecuted::requestId)
                .containsExactly(1L);
    }

    @Test
    void shouldKeepWhatWaitsWhenTheLogIsFullWhileAGateIsReopened() {
        core.gate(1, "m1");
        send(limit(1, 0, Side.BUY, 100, 5));
        output.logFull = true;

        assertThat(core.reopen(1, "m1", 50)).isFalse();
        output.logFull = false;
        assertThat(core.reopen(1, "m1", 50)).isTrue();

        assertThat(output.answers).hasSize(1);
    }

    @Test
    void shouldAnswerMovedWhenASymbolHasLeft() {
        core.gate(1, "m1");
        send(limit(1, 0, Side.BUY, 100, 5));

        core.release(1, "m1", 2, 2);
        send(limit(2, 1, Side.BUY, 100, 5));

        assertThat(output.notExecuted)
                .containsExactly(
                        new RecordingOutput.NotExecuted(CONNECTION, Cause.MOVED, 1, 1, 2, 2),
                        new RecordingOutput.NotExecuted(CONNECTION, Cause.MOVED, 1, 2, 2, 2));
        assertThat(output.feeds).contains("moved 1 to 2 epoch 2");
    }

    @Test
    void shouldRefuseASecondGateWhenAnotherMigrationHoldsIt() {
        core.gate(1, "m1");

        assertThatThrownBy(() -> core.gate(1, "m2"))
                .isInstanceOf(PartitionException.class)
                .hasMessageContaining("m1");
    }

    @Test
    void shouldCarryAnswersOverWhenASymbolMoves() {
        send(limit(1, 0, Side.BUY, 100, 5));
        send(limit(2, 1, Side.SELL, 100, 3));
        RecordingOutput otherOutput = new RecordingOutput();
        PartitionCore other = core(2, otherOutput);

        Cut cut = core.gate(1, "m1");
        stageAll(other, "m1", core.copy(1, "m1"));
        assertThat(other.seal(1, "m1")).isEqualTo(cut);
        assertThat(other.open(1, "m1", 2)).isTrue();
        core.release(1, "m1", 2, 2);
        other.command(CONNECTION, limit(2, 1, Side.SELL, 100, 3), 99);

        assertThat(otherOutput.answers).containsExactly(output.answers.get(1));
        assertThat(otherOutput.events).isEmpty();
    }

    @Test
    void shouldNotServeWhenWhatIsStagedIsNotOpen() {
        RecordingOutput otherOutput = new RecordingOutput();
        PartitionCore other = core(2, otherOutput);
        core.gate(1, "m1");
        stageAll(other, "m1", core.copy(1, "m1"));

        other.command(CONNECTION, limit(1, 0, Side.BUY, 100, 5), 1);

        assertThat(otherOutput.notExecuted)
                .extracting(RecordingOutput.NotExecuted::cause)
                .containsExactly(Cause.TRY_AGAIN);
    }

    @Test
    void shouldRefuseToOpenWhenTheEpochIsNotNew() {
        RecordingOutput otherOutput = new RecordingOutput();
        PartitionCore other = core(2, otherOutput);
        core.gate(1, "m1");
        stageAll(other, "m1", core.copy(1, "m1"));

        assertThatThrownBy(() -> other.open(1, "m1", 1))
                .isInstanceOf(PartitionException.class)
                .hasMessageContaining("epoch");
    }

    @Test
    void shouldNotServeARecoveredSymbolWhenTheRegisterHasNotConfirmedIt() {
        send(limit(1, 0, Side.BUY, 100, 5));
        RecordingOutput again = new RecordingOutput();
        again.log.addAll(output.log);
        PartitionCore recovered = core(1, again);
        again.replayInto(recovered);

        recovered.command(CONNECTION, limit(2, 1, Side.BUY, 100, 5), 2);
        assertThat(again.notExecuted)
                .extracting(RecordingOutput.NotExecuted::cause)
                .containsExactly(Cause.TRY_AGAIN);

        recovered.confirm(1);
        recovered.command(CONNECTION, limit(2, 1, Side.BUY, 100, 5), 2);
        assertThat(again.answers).hasSize(1);
    }

    static PartitionCore core(int partition, RecordingOutput output) {
        return core(partition, output, new ReferenceOrderBookFactory());
    }

    static PartitionCore core(int partition, RecordingOutput output, OrderBookFactory books) {
        return new PartitionCore(partition, () -> books, output, 3, PARK_NANOS);
    }

    static void stageAll(PartitionCore target, String migrationId, List<byte[]> chunks) {
        for (int index = 0; index < chunks.size(); index++) {
            assertThat(target.stage(1, migrationId, index, chunks.get(index))).isTrue();
        }
    }

    private void send(OrderCommand command) {
        assertThat(core.command(CONNECTION, command, 1)).isTrue();
    }

    private SymbolState state() {
        return core.symbols().owned(1).state();
    }
}
