package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.protocol.sbe.ReplicaAppendDecoder;
import io.gantry.protocol.sbe.ReplicaSnapshotDecoder;
import io.gantry.protocol.sbe.ReplicaSnapshotTakenDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How a replica that was away gets what it lacks. */
class CatchUpTest {

    private static final int SNAPSHOT_BYTES = 1 << 16;

    private final ReplicaRig rig =
            ReplicaRig.started(RigSettings.of(Durability.REPLICATED_FSYNC, 1024, SNAPSHOT_BYTES), "w1", "w2", "w3");
    private final RigClient client = rig.client("w1");

    @Test
    void shouldCatchUpFromMemoryWhenItLacksLittle() {
        rig.node("w3").crash();
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 100);
        int readsBefore = rig.node("w1").disk().reads();

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
        assertThat(rig.node("w1").disk().reads()).isEqualTo(readsBefore);
    }

    @Test
    void shouldCatchUpFromFilesWhenItLacksMoreThanTheWindow() {
        rig.trade(client, 50);
        rig.node("w3").crash();
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 500);
        assertThat(rig.node("w1").disk().start()).as("all of the log is kept").isZero();
        int readsBefore = rig.node("w1").disk().reads();

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
        assertThat(rig.node("w1").disk().reads()).isGreaterThan(readsBefore);
        assertThat(rig.node("w1").disk().snapshotReads()).isZero();
    }

    @Test
    void shouldCatchUpFromASnapshotWhenWhatItLacksIsNotKept() {
        beAwayFor(1500);

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        assertThat(rig.node("w1").disk().snapshotReads()).isPositive();
        assertThat(rig.node("w3").steps()).contains(ReplicaStep.INSTALL_COMPLETE, ReplicaStep.BEFORE_REBUILD);
        rig.trade(client, 50);
        rig.assertAllAlike();
    }

    @Test
    void shouldCatchUpWhenItsDiskIsEmpty() {
        beAwayFor(1500);
        rig.node("w3").disk().becomes(new MemoryDisk("a new one"));

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
    }

    @Test
    void shouldCatchUpWhileTradingGoesOn() {
        beAwayFor(1500);
        rig.node("w3").start();

        for (int i = 0; rig.register().record().orElseThrow().inSync().size() < 3; i++) {
            assertThat(i).isLessThan(1000);
            rig.trade(client, 16);
        }

        rig.assertAllAlike();
    }

    @Test
    void shouldTakeOverWithTheWholeStateWhenItCaughtUpFromASnapshot() {
        beAwayFor(1500);
        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.trade(client, 10);
        long hash = rig.node("w1").state().stateHash();
        rig.node("w1").crash();
        rig.node("w2").crash();

        rig.run(3 * RigSettings.TAKEOVER_MILLIS);
        assertThat(rig.node("w3").isServing() || rig.node("w3").view().role() == Role.STANDBY)
                .isTrue();
        rig.runUntilServing("w3");

        assertThat(rig.node("w3").state().stateHash()).isEqualTo(hash);
    }

    @Test
    void shouldSendPartsAgainWhenTheyOrTheirAcknowledgementsAreLost() {
        beAwayFor(1500);
        rig.network().drop("w1", "w3", ReplicaSnapshotDecoder.TEMPLATE_ID);
        rig.node("w3").start();
        rig.run(1000);
        rig.mend();
        rig.network().drop("w3", "w1", ReplicaSnapshotTakenDecoder.TEMPLATE_ID);
        rig.run(1000);
        assertThat(rig.node("w3").steps()).contains(ReplicaStep.INSTALL_BEGAN);

        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
    }

    @Test
    void shouldBeginAgainWhenTheLinkBreaksWhileASnapshotIsSent() {
        beAwayFor(1500);
        rig.node("w3").start();
        rig.runUntil("some parts came", () -> rig.node("w3").steps().contains(ReplicaStep.INSTALL_BEGAN));
        rig.isolate("w3");
        rig.run(3 * RigSettings.TAKEOVER_MILLIS);

        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
    }

    @ParameterizedTest
    @EnumSource(names = {"JOIN_SENT", "INSTALL_BEGAN", "INSTALL_COMPLETE", "BEFORE_REBUILD", "SESSION_BEGAN"})
    void shouldCatchUpWhenItDiesOnTheWay(ReplicaStep step) {
        rig.expectFailure();
        beAwayFor(1500);
        rig.node("w3").crashAt(step);
        rig.node("w3").start();
        rig.runUntil("it died", () -> !rig.node("w3").isUp());

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
    }

    @Test
    void shouldCatchUpFromAnotherPrimaryWhenTheFirstOneDiesOnTheWay() {
        beAwayFor(1500);
        rig.node("w3").start();
        rig.runUntil("some parts came", () -> rig.node("w3").steps().contains(ReplicaStep.INSTALL_BEGAN));
        rig.node("w1").crash();

        rig.runUntilServing("w2");
        rig.runUntilInSync("w2", "w3");

        rig.assertAllAlike();
    }

    @Test
    void shouldAskAgainWhenAppendsAreLost() {
        rig.network().drop("w1", "w3", ReplicaAppendDecoder.TEMPLATE_ID);
        client.buy(100);
        client.buy(100);
        rig.run(300);

        rig.mend();
        rig.trade(client, 50);

        assertThat(rig.register().record().orElseThrow().inSync()).hasSize(3);
        rig.assertAllAlike();
    }

    @Test
    void shouldInstallAPrimarysSnapshotWhenItsOwnIsBeingWritten() {
        rig.node("w3").disk().failSnapshots(true);
        rig.trade(client, 700);
        beAwayFor(1500);
        rig.node("w3").disk().failSnapshots(false);
        assertThat(rig.node("w3").disk().snapshotPositions()).isEmpty();

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
    }

    @Test
    void shouldMakeASnapshotForAFollowerWhenThereIsNone() {
        rig.node("w1").disk().failSnapshots(true);
        rig.trade(client, 100);
        MemoryDisk kept = rig.node("w1").disk().copy("as it was");

        assertThat(kept.snapshotPositions()).isEmpty();
        beAwayFor(700);
        assertThat(rig.node("w1").disk().start()).isZero();
        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        assertThat(rig.node("w1").disk().reads()).isPositive();
        rig.assertAllAlike();
    }

    @Test
    void shouldGetASnapshotWhenTheLogCannotBeReadForIt() {
        rig.trade(client, 50);
        rig.node("w3").crash();
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 500);
        assertThat(rig.node("w1").disk().start()).as("all of the log is kept").isZero();
        rig.node("w1").disk().unreadable(true);

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");

        assertThat(rig.node("w1").disk().snapshotReads()).isPositive();
        rig.assertAllAlike();
    }

    private void beAwayFor(int orders) {
        rig.node("w3").crash();
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, orders);
    }
}
