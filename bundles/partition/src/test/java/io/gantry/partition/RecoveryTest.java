package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.OrderCommand;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A state that is made of a snapshot and what came after it is the state that is made of the whole log. */
class RecoveryTest {

    private static final int SNAPSHOT_BYTES = 1 << 16;

    private final ReplicaRig rig =
            ReplicaRig.started(RigSettings.of(Durability.REPLICATED_FSYNC, 1024, SNAPSHOT_BYTES), "w1", "w2", "w3");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldMakeTheSameStateOfASnapshotAndOfTheWholeLogWhenCommandsAreRandom(long seed) {
        rig.node("w2").disk().failSnapshots(true);
        List<RigClient> clients = List.of(rig.client("w1", 1, 0), rig.client("w1", 2, 0), rig.client("w1", 3, 0));
        SplittableRandom random = new SplittableRandom(seed);
        long[] last = new long[3];
        for (int i = 0; i < 1500; i++) {
            OrderCommand command = Commands.random(random, last, rig.nanos());
            clients.get((int) command.clientId() - 1).send(command);
            if (random.nextInt(8) == 0) {
                rig.run(1 + random.nextInt(6));
            }
        }
        rig.runUntil("all are answered", () -> clients.stream().allMatch(RecoveryTest::hasItsLastAnswer));
        rig.assertAllAlike();
        long hash = rig.node("w1").state().stateHash();
        assertThat(rig.node("w1").disk().snapshotPositions())
                .as("seed %d", seed)
                .hasSize(2);
        assertThat(rig.node("w2").disk().snapshotPositions()).isEmpty();
        assertThat(rig.node("w2").disk().start()).isZero();

        rig.nodes().forEach(RigNode::crash);
        rig.nodes().forEach(RigNode::start);

        for (RigNode node : rig.nodes()) {
            assertThat(node.state().stateHash()).as("%s, seed %d", node, seed).isEqualTo(hash);
        }
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
    }

    private static boolean hasItsLastAnswer(RigClient client) {
        return client.isAnswered(client.lastSent());
    }

    @Test
    void shouldHoldTheStateOfItsBeginningWhenTradingGoesOnWhileItIsWritten() {
        RigClient client = rig.client("w1");
        for (int i = 0; i < 900; i++) {
            client.buy(1 + i % 90);
            rig.run(i % 3 == 0 ? 1 : 0);
        }
        rig.runUntil("all are answered", () -> client.answered() == 900);
        assertThat(rig.node("w1").state().book().figures().orders()).isEqualTo(900);
        rig.node("w1").steps().clear();
        while (!rig.node("w1").steps().contains(ReplicaStep.SNAPSHOT_BEGAN)) {
            rig.trade(client, 10);
        }
        int during = 0;
        while (!rig.node("w1").steps().contains(ReplicaStep.SNAPSHOT_COMPLETE)) {
            client.sell(1);
            during++;
            rig.turn();
        }
        assertThat(during).isPositive();
        rig.runUntil("all are answered", () -> client.isAnswered(client.lastRequest()));
        rig.assertAllAlike();
        long hash = rig.node("w1").state().stateHash();

        rig.node("w1").restart();

        assertThat(rig.node("w1").state().stateHash()).isEqualTo(hash);
    }

    @Test
    void shouldKeepThePastOfTheRegisterWhenItRecoversFromASnapshot() {
        rig.trade(rig.client("w1"), 10);
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        RigClient client = rig.client("w2", 7, 10);
        rig.trade(client, 1200);
        rig.node("w1").start();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.trade(client, 400);
        assertThat(rig.node("w2").disk().start())
                .as("the beginning of both epochs is gone")
                .isGreaterThan(4000);
        rig.nodes().forEach(RigNode::crash);
        rig.register().forget();

        rig.nodes().forEach(RigNode::start);
        rig.runUntilInSync("w1", "w2", "w3");

        assertThat(rig.register().record().orElseThrow().epoch()).isEqualTo(1_002);
        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(1610);
    }

    @Test
    void shouldForgetTheLogOnlyBeforeWhatSnapshotsHold() {
        RigClient client = rig.client("w1");
        rig.trade(client, 1600);

        MemoryDisk disk = rig.node("w1").disk();
        assertThat(disk.snapshotPositions()).hasSize(2);
        assertThat(disk.start()).isEqualTo(disk.snapshotPositions().get(0));
        assertThat(disk.end() - disk.start()).isLessThan(4L * SNAPSHOT_BYTES);
    }

    @Test
    void shouldNotCompleteASnapshotBeforeAllThatIsInItIsCommitted() {
        RigClient client = rig.client("w1");
        rig.trade(client, 300);
        rig.run(100);
        rig.network().cut("w2", "w1");
        rig.node("w1").steps().clear();
        for (int i = 0; i < 150; i++) {
            client.buy(100);
        }
        rig.run(300);
        assertThat(rig.node("w1").steps())
                .contains(ReplicaStep.SNAPSHOT_BEGAN)
                .doesNotContain(ReplicaStep.SNAPSHOT_COMPLETE);
        assertThat(rig.node("w1").disk().snapshotPositions()).isEmpty();

        rig.mend();
        rig.runUntil(
                "it is there", () -> !rig.node("w1").disk().snapshotPositions().isEmpty());
        rig.trade(client, 10);
        rig.assertAllAlike();
    }

    @Test
    void shouldNotLetASnapshotOfSupersededCommandsCount() {
        RigClient client = rig.client("w1");
        rig.trade(client, 300);
        rig.run(100);
        rig.isolate("w1");
        for (int i = 0; i < 150; i++) {
            client.buy(100);
        }
        rig.runUntilServing("w2");
        assertThat(rig.node("w1").steps()).contains(ReplicaStep.SNAPSHOT_BEGAN);
        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");

        assertThat(rig.node("w1").disk().snapshotPositions()).isEmpty();
        rig.trade(rig.client("w2", 7, 300), 300);
        rig.assertAllAlike();
    }

    @ParameterizedTest
    @EnumSource(names = {"SNAPSHOT_BEGAN", "SNAPSHOT_COMPLETE"})
    void shouldRecoverWhenItDiesWhileASnapshotIsWritten(ReplicaStep step) {
        rig.expectFailure();
        RigClient client = rig.client("w1");
        rig.node("w3").crashAt(step);
        while (rig.node("w3").isUp()) {
            rig.trade(client, 10);
        }
        rig.trade(client, 10);
        rig.node("w3").start();

        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
    }

    @Test
    void shouldDoWithoutASnapshotThatWasCompleteAndNotOnDisk() {
        ReplicaRig unsynced =
                ReplicaRig.started(RigSettings.of(Durability.REPLICATED, 1024, SNAPSHOT_BYTES), "w1", "w2");
        RigClient client = unsynced.client("w1");
        while (!unsynced.node("w2").steps().contains(ReplicaStep.SNAPSHOT_BEGAN)) {
            unsynced.trade(client, 2);
        }
        unsynced.node("w2").disk().hold();
        unsynced.runUntil("complete", () -> unsynced.node("w2").steps().contains(ReplicaStep.SNAPSHOT_COMPLETE));
        unsynced.trade(client, 50);
        assertThat(unsynced.node("w2").disk().snapshotPositions()).isEmpty();

        unsynced.node("w2").restart();
        assertThat(unsynced.node("w2").disk().snapshotPositions()).isEmpty();
        unsynced.trade(client, 10);

        unsynced.assertAllAlike();
    }

    @Test
    void shouldGoOnWithoutWhenSnapshotsCannotBeWritten() {
        rig.nodes().forEach(node -> node.disk().failSnapshots(true));
        RigClient client = rig.client("w1");

        rig.trade(client, 1200);

        assertThat(rig.node("w1").disk().start()).isZero();
        rig.nodes().forEach(node -> node.disk().failSnapshots(false));
        rig.trade(client, 600);
        assertThat(rig.node("w1").disk().snapshotPositions()).isNotEmpty();
        rig.assertAllAlike();
    }

    @Test
    void shouldRefuseNothingAndLoseNothingWhenTheDiskIsFullForAWhile() {
        RigClient client = rig.client("w1");
        rig.trade(client, 100);
        rig.node("w1").disk().full(true);
        long request = client.buy(100);
        rig.run(300);
        assertThat(client.isAnswered(request)).isFalse();

        rig.node("w1").disk().full(false);
        rig.runUntil("answered", () -> client.isAnswered(request));
        rig.node("w2").disk().full(true);
        long next = client.buy(100);
        rig.run(300);
        assertThat(client.isAnswered(next)).isFalse();
        rig.node("w2").disk().full(false);
        rig.runUntil("answered", () -> client.isAnswered(next));

        rig.assertAllAlike();
    }
}
