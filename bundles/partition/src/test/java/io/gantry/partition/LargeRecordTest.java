package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.Side;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A symbol that comes by a move: its image lies in records that are far longer than commands. */
class LargeRecordTest {

    private static final Instrument COMING = new Instrument("ETHUSDT", 2, 2, 1, 1);
    private static final int ORDERS = 20_000;
    /** All answers that are kept of one client are one chunk. */
    private static final int LONGEST_RECORD = 68_000;

    private final ReplicaRig rig = ReplicaRig.started(
            RigSettings.of(Durability.REPLICATED_FSYNC, RigSettings.SMALLEST_RING, 1 << 20, 1024, 1 << 30), "w1", "w2");
    private final RigClient client = rig.client("w1");

    @Test
    void shouldReplicateAnImageThatIsStagedAndOpened() {
        importSymbol();

        rig.assertAllAlike();
        assertThat(rig.node("w2").core().symbols().owned(2).state().stateHash())
                .isEqualTo(rig.node("w1").core().symbols().owned(2).state().stateHash());
    }

    @Test
    void shouldCatchUpFromFilesThatHoldImages() {
        rig.node("w2").crash();
        rig.runUntilInSync("w1");
        importSymbol();
        rig.trade(client, 6000);
        int readsBefore = rig.node("w1").disk().reads();

        rig.node("w2").start();
        rig.runUntilInSync("w1", "w2");

        assertThat(rig.node("w1").disk().reads()).isGreaterThan(readsBefore);
        assertThat(rig.network().arrived())
                .as("a record that is longer than a batch goes alone")
                .allSatisfy(message -> assertThat(message.bytes().length).isLessThan(LONGEST_RECORD + 100))
                .anySatisfy(
                        message -> assertThat(message.bytes().length).isGreaterThan(FollowerFeed.BATCH_BYTES + 100));
        rig.assertAllAlike();
        assertThat(rig.node("w2").core().symbols().owned(2).state().stateHash())
                .isEqualTo(rig.node("w1").core().symbols().owned(2).state().stateHash());
    }

    @Test
    void shouldKeepWhatIsStagedWhenTheNextPrimaryGoesOn() {
        List<byte[]> chunks = image();
        assertThat(chunks).hasSizeGreaterThan(3);
        for (int i = 0; i < 2; i++) {
            stage("w1", i, chunks);
        }
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        for (int i = 2; i < chunks.size(); i++) {
            stage("w2", i, chunks);
        }
        await(rig.node("w2").partition().agent().change((core, now) -> core.open(2, "m1", 2)));

        assertThat(rig.node("w2")
                        .core()
                        .symbols()
                        .owned(2)
                        .state()
                        .book()
                        .figures()
                        .orders())
                .isEqualTo(ORDERS);
    }

    private void importSymbol() {
        List<byte[]> chunks = image();
        assertThat(chunks).hasSizeGreaterThan(3);
        for (int i = 0; i < chunks.size(); i++) {
            stage("w1", i, chunks);
        }
        await(rig.node("w1").partition().agent().change((core, now) -> core.open(2, "m1", 2)));
    }

    private void stage(String worker, int index, List<byte[]> chunks) {
        await(rig.node(worker)
                .partition()
                .agent()
                .change((core, now) -> core.stage(2, "m1", index, chunks.get(index))));
    }

    private void await(CompletionStage<Void> change) {
        rig.runUntil("done", () -> change.toCompletableFuture().isDone());
        change.toCompletableFuture().join();
    }

    private static List<byte[]> image() {
        PartitionCore source = PartitionCoreTest.core(2, new RecordingOutput());
        source.list(COMING, 1);
        for (int i = 1; i <= ORDERS; i++) {
            source.command(1, Commands.limit(i, i - 1L, Side.BUY, 1 + i % 50, 5).symbolId(2), i);
        }
        source.gate(2, "m1");
        return source.copy(2, "m1");
    }
}
