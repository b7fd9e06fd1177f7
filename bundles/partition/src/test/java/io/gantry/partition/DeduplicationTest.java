package io.gantry.partition;

import static io.gantry.partition.Commands.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.protocol.Cause;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the answer to a request is kept, and what is said when it is not. */
class DeduplicationTest {

    private final RecordingOutput output = new RecordingOutput();
    private final PartitionCore core = PartitionCoreTest.core(1, output);

    @BeforeEach
    void listed() {
        core.list(Commands.INSTRUMENT, 1);
    }

    @Test
    void shouldKeepAnswersFromAckedBelowOn() {
        for (int request = 1; request <= 5; request++) {
            send(order(request));
        }
        send(order(6).ackedBelow(4));

        send(order(3));
        send(order(4));
        send(order(6).ackedBelow(4));

        assertThat(causes()).containsExactly(Cause.STALE_REQUEST);
        assertThat(output.answers).hasSize(8);
        assertThat(output.answers.get(6)).isEqualTo(output.answers.get(3));
        assertThat(output.answers.get(7)).isEqualTo(output.answers.get(5));
        assertThat(answers().size()).isEqualTo(3);
    }

    @Test
    void shouldForgetNothingWhenACommandThatSaysSoIsARepetition() {
        send(order(1));
        send(order(2));

        send(order(2).ackedBelow(2));
        send(order(1));

        assertThat(causes()).isEmpty();
        assertThat(output.answers).hasSize(4);
    }

    @Test
    void shouldKeepTheHighestRequestForEverWhenAllAnswersAreForgotten() {
        send(order(1));
        send(order(2));
        send(order(9).follows(2).ackedBelow(100));

        assertThat(answers().size()).as("its own").isEqualTo(1);
        send(order(2));
        send(order(8).follows(2));
        assertThat(causes()).containsExactly(Cause.STALE_REQUEST, Cause.STALE_REQUEST);
        assertThat(core.symbols().owned(1).state().commandSequence()).isEqualTo(3);
    }

    @Test
    void shouldNotMindHowMuchIsAckedWhenACommandIsRepeated() {
        send(order(1).ackedBelow(1));

        send(order(1).ackedBelow(0));

        assertThat(causes()).as("it is the same command").isEmpty();
        assertThat(output.answers).hasSize(2);
    }

    @Test
    void shouldRefuseAnotherCommandUnderAnIdThatIsKept() {
        send(order(1));

        send(order(1).price(99));

        assertThat(causes()).containsExactly(Cause.DUPLICATE_MISMATCH);
    }

    @Test
    void shouldTellClientsApart() {
        send(order(1));
        send(order(1).clientId(8).orderId(900));
        send(order(2).clientId(8).orderId(901).ackedBelow(2));

        send(order(1));

        assertThat(causes()).isEmpty();
        assertThat(output.answers).hasSize(4);
    }

    @Test
    void shouldKeepAnswersAndTheHighestRequestWhenItRecoversFromASnapshot() {
        for (boolean isFromSnapshot : List.of(true, false)) {
            ReplicaRig rig = ReplicaRig.started(RigSettings.of(Durability.REPLICATED_FSYNC, 1024, 1 << 16), "w1");
            rig.node("w1").disk().failSnapshots(!isFromSnapshot);
            RigClient client = rig.client("w1");
            rig.trade(client, 10);
            long kept = client.send(client.order(Side.BUY, 100, 5).ackedBelow(11));
            rig.trade(rig.client("w1", 8, 0), 400);
            rig.run(20);
            assertThat(rig.node("w1").disk().snapshotPositions().isEmpty()).isNotEqualTo(isFromSnapshot);
            rig.node("w1").restart();
            rig.runUntilServing("w1");

            RigClient again = rig.client("w1", 7, 11);
            client.repeat(kept, again);
            client.repeat(10, again);
            again.send(client.order(Side.SELL, 100, 5).requestId(kept).follows(0));
            rig.runUntil("all are answered", () -> again.notExecuted().size() == 2);

            assertThat(again.answers(kept)).isEqualTo(client.answers(kept)).hasSize(1);
            assertThat(again.notExecuted()).containsExactly("10 STALE_REQUEST", kept + " DUPLICATE_MISMATCH");
            assertThat(rig.node("w1").state().commandSequence()).isEqualTo(411);
        }
    }

    private static OrderCommand order(long request) {
        return limit(request, request - 1, Side.BUY, 100, 5);
    }

    private void send(OrderCommand command) {
        assertThat(core.command(9, command, 1)).isTrue();
    }

    private List<Cause> causes() {
        return output.notExecuted.stream()
                .map(RecordingOutput.NotExecuted::cause)
                .toList();
    }

    private ClientAnswers answers() {
        return core.symbols().owned(1).state().answers().client(7);
    }
}
