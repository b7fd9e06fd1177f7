package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Durability;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All replicas were stopped, or lost what they had not written, or the register has forgotten. */
class ReunionTest {

    private ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED, "w1", "w2", "w3");
    private RigClient client = rig.client("w1");

    @Test
    void shouldGoOnWhenAllStartAgainAndTheRegisterHasForgotten() {
        rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
        client = rig.client("w1");
        rig.trade(client, 50);
        allDie();
        rig.register().forget();

        allStart();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(50);
        assertThat(rig.register().record().orElseThrow().epoch())
                .as("never used before, not even by one that no log tells of")
                .isEqualTo(1_001);
        rig.trade(rig.client(rig.primary().name(), 7, 50), 10);
    }

    @Test
    void shouldGoOnWhenAllAreStoppedAndStartAgain() {
        rig.trade(client, 50);
        rig.nodes().forEach(RigNode::stop);
        rig.register().forget();

        allStart();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"w1", "w2", "w3"})
    void shouldGoOnWithTheOneThatHasMostWhenAllLostTheirEnds(String longest) {
        for (boolean hasForgotten : List.of(true, false)) {
            setUp();
            rig.trade(client, 20);
            rig.run(100);
            others(longest).forEach(node -> node.disk().hold());
            rig.trade(client, 20);
            rig.node(longest).disk().hold();
            rig.trade(client, 20);
            allDie();
            if (hasForgotten) {
                rig.register().forget();
            }
            long has = rig.node(longest).disk().end();
            others(longest).forEach(node -> assertThat(node.disk().end()).isLessThan(has));

            allStart();
            rig.runUntil("somebody serves", rig::isServing);
            assertThat(rig.primary().name()).as("has most").isEqualTo(longest);
            rig.runUntilInSync("w1", "w2", "w3");

            rig.assertAllAlike();
            assertThat(rig.primary().state().commandSequence()).isEqualTo(40);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWaitWhenOneThatWasInSyncIsMissing(boolean hasForgotten) {
        rig.trade(client, 20);
        rig.nodes().forEach(node -> node.disk().hold());
        rig.trade(client, 20);
        rig.node("w3").disk().release();
        allDie();
        if (hasForgotten) {
            rig.register().forget();
        }
        rig.node("w1").start();
        rig.node("w2").start();

        rig.run(20 * RigSettings.TAKEOVER_MILLIS);
        assertThat(rig.isServing()).as("w3 may have more").isFalse();

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).as("and had").isEqualTo(40);
    }

    @Test
    void shouldNotWaitForOneThatHadLeftTheInSyncReplicas() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 20);
        rig.run(100);
        allDie();
        rig.register().forget();
        rig.mend();
        rig.node("w1").start();
        rig.node("w2").start();

        rig.runUntilInSync("w1", "w2");

        assertThat(rig.primary().state().commandSequence()).isEqualTo(20);
        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
    }

    /** Its log tells of a newer in-sync set than the others', which was logged ahead of the register and never came to be. */
    @Test
    void shouldNotGoOnWithAShorterLogThatTellsOfANewerInSyncSet() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 20);
        rig.node("w3").disk().hold();
        rig.mend();
        rig.runUntil("w3 is about to become in-sync", () -> logVersion() > registerVersion());
        rig.run(5);
        MemoryDisk joining = rig.node("w1").disk().copy("of one about to become in-sync");
        rig.isolate("w3");
        rig.runUntil("it is given up", () -> logVersion() == registerVersion());
        rig.trade(client, 20);
        rig.run(100);
        allDie();
        rig.node("w3").disk().becomes(joining);
        rig.register().forget();
        rig.mend();

        allStart();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(40);
    }

    private long logVersion() {
        return rig.node("w1").view().logVersion();
    }

    private long registerVersion() {
        return rig.register().record().orElseThrow().version();
    }

    /** Those that were in-sync wait for it, since it has more, and they do not know of what; so it is the one to go on. */
    @Test
    void shouldGoOnWithOneThatHadLeftTheInSyncReplicasWhenItHasMost() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 20);
        rig.run(100);
        rig.node("w1").disk().hold();
        rig.node("w2").disk().hold();
        rig.trade(client, 20);
        MemoryDisk longer = rig.node("w1").disk().copy("of a learner");
        allDie();
        rig.node("w3").disk().becomes(longer);
        assertThat(longer.end()).isGreaterThan(rig.node("w1").disk().end());
        rig.register().forget();
        rig.mend();

        allStart();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(40);
    }

    @Test
    void shouldNotCountOnOneThatHadLeftTheInSyncReplicas() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 20);
        allDie();
        rig.register().forget();
        rig.mend();
        rig.node("w3").start();
        rig.node("w2").start();

        rig.run(20 * RigSettings.TAKEOVER_MILLIS);
        assertThat(rig.isServing()).isFalse();

        rig.node("w1").start();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(20);
    }

    @Test
    void shouldNotClaimWhenItMayLackWhatItHadAcknowledged() {
        rig.trade(client, 20);
        rig.network().cut("w1", "w2");
        rig.network().cut("w1", "w3");
        rig.node("w2").restart();
        rig.node("w3").restart();
        rig.node("w1").crash();

        rig.run(20 * RigSettings.TAKEOVER_MILLIS);
        assertThat(rig.register().record().orElseThrow().worker()).isEqualTo("w1");
        assertThat(rig.isServing()).isFalse();

        rig.mend();
        rig.node("w1").start();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
    }

    @Test
    void shouldLetASureOneClaimWhenTheOthersAreUnsure() {
        rig.trade(client, 20);
        rig.run(100);
        rig.node("w2").disk().hold();
        rig.trade(client, 20);
        rig.network().cut("w1", "w2");
        rig.node("w2").restart();
        assertThat(rig.node("w2").disk().end()).isLessThan(rig.node("w3").disk().end());
        rig.node("w1").crash();

        rig.runUntilServing("w3");
        rig.mend();
        rig.runUntilInSync("w2", "w3");

        rig.assertAllAlike();
        assertThat(rig.node("w2").state().commandSequence()).isEqualTo(40);
    }

    @Test
    void shouldBeSureAgainWhenItHasCaughtUp() {
        rig.trade(client, 20);
        rig.node("w2").restart();
        rig.node("w3").restart();
        rig.run(200);
        rig.trade(client, 20);
        rig.runUntilInSync("w1", "w2", "w3");
        rig.node("w1").crash();

        rig.runUntil("one of them serves", rig::isServing);

        assertThat(rig.primary().state().commandSequence()).isEqualTo(40);
    }

    @Test
    void shouldBeSureWhenItWasStoppedInOrder() {
        rig.trade(client, 20);
        rig.network().cut("w1", "w2");
        rig.node("w2").stop();
        rig.node("w2").start();
        rig.node("w1").crash();
        rig.node("w3").crash();

        rig.runUntilServing("w2");

        assertThat(rig.node("w2").state().commandSequence()).isEqualTo(20);
    }

    @Test
    void shouldKeepWhatWasAcknowledgedWhenTheWholeClusterDiesAgainAndAgain() {
        rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
        long orders = 0;
        for (int round = 0; round < 8; round++) {
            RigClient here = rig.client(rig.primary().name(), 7, orders);
            rig.trade(here, 20);
            orders += 20;
            allDie();
            if (round % 2 == 0) {
                rig.register().forget();
            }
            allStart();
            rig.runUntilInSync("w1", "w2", "w3");
            rig.assertAllAlike();
            assertThat(rig.primary().state().commandSequence()).isEqualTo(orders);
        }
    }

    @Test
    void shouldGoOutOfServiceWhenTheRegisterIsOlderThanItsLog() {
        rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2");
        client = rig.client("w1");
        PartitionOwner old = rig.register().record().orElseThrow();
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        rig.trade(rig.client("w2", 7, 0), 10);
        rig.node("w2").crash();
        rig.register().becomes(old);
        rig.expectFailure();

        rig.node("w2").start();
        rig.runUntil("it fails", () -> rig.node("w2").partition().state() == Partition.State.FAILED);

        assertThat(rig.node("w2").partition().failure())
                .contains("partition 1 on worker w2", "the register says epoch 1", "its log is of epoch 2");
        assertThat(rig.register().record()).contains(old);
    }

    @Test
    void shouldFollowWhenItsLogIsOlderThanTheRegister() {
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        rig.trade(rig.client("w2", 7, 0), 10);

        rig.node("w1").start();
        rig.run(5);
        assertThat(rig.node("w1").disk().end())
                .as("nothing of epoch 2 yet")
                .isLessThan(rig.node("w2").disk().end());
        rig.runUntilInSync("w1", "w2", "w3");

        rig.assertAllAlike();
    }

    @Test
    void shouldGoOutOfServiceWhenAnOldCopyOfALogHasComeBackAndWasExecuted() {
        rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2");
        client = rig.client("w1");
        rig.trade(client, 10);
        MemoryDisk old = rig.node("w1").disk().copy("old");
        rig.trade(client, 10);
        rig.run(100);
        rig.node("w1").crash();
        rig.node("w2").pause();
        rig.node("w1").disk().becomes(old);
        rig.expectFailure();

        rig.node("w1").start();
        rig.run(300);
        rig.node("w2").resume();
        rig.runUntil("w2 fails", () -> rig.node("w2").partition().state() == Partition.State.FAILED);

        assertThat(rig.node("w2").partition().failure())
                .contains("its log is committed up to position", "An old copy of a log must have come back");
    }

    private void setUp() {
        rig = ReplicaRig.started(Durability.REPLICATED, "w1", "w2", "w3");
        client = rig.client("w1");
    }

    private List<RigNode> others(String worker) {
        List<RigNode> others = new ArrayList<>(rig.nodes());
        others.remove(rig.node(worker));
        return others;
    }

    private void allDie() {
        rig.nodes().forEach(RigNode::crash);
    }

    private void allStart() {
        rig.nodes().forEach(RigNode::start);
    }
}
