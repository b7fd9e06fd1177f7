package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Durability;
import io.gantry.protocol.sbe.ReplicaAppendedDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The life of a partition as long as its primary lives. */
class ReplicationTest {

    @Test
    void shouldClaimAndServeWhenNobodyEverHadThePartition() {
        ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1");
        RigClient client = rig.client("w1");

        rig.trade(client, 10);

        assertThat(rig.register().record()).contains(new PartitionOwner(1, "w1", 1));
        assertThat(client.answers(10)).hasSize(1);
    }

    @Test
    void shouldLeaveThePartitionAloneWhenItIsNotToClaimIt() {
        ReplicaRig rig = new ReplicaRig(RigSettings.of(Durability.REPLICATED_FSYNC), "w1", "w2");
        rig.node("w2").start();

        rig.run(5000);

        assertThat(rig.register().record()).isEmpty();
        assertThat(rig.node("w2").view().role()).isEqualTo(Role.RECOVERING);
    }

    @Test
    void shouldFollowWhenAnotherWorkerTookThePartitionFirst() {
        ReplicaRig rig = new ReplicaRig(RigSettings.of(Durability.REPLICATED_FSYNC), "w1", "w2");
        rig.register().becomes(new PartitionOwner(1, "w2", 7));
        rig.node("w1").start();
        rig.run(2000);

        assertThat(rig.register().history()).as("it asked for nothing").isEmpty();
        assertThat(rig.node("w1").view().role()).isEqualTo(Role.LEARNER);
        assertThat(rig.node("w1").view().primary()).isEqualTo("w2");
    }

    @Test
    void shouldTakeThePartitionUnderTheNextEpochWhenTheWorkerStartsAgain() {
        ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1");
        rig.trade(rig.client("w1"), 5);

        rig.node("w1").restart();
        rig.runUntilServing("w1");
        rig.trade(rig.client("w1", 7, 5), 5);

        assertThat(rig.register().record()).contains(new PartitionOwner(1, "w1", 2));
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(10);
    }

    @Test
    void shouldReplicateCommandsByteByByteWhenTheyAreTraded() {
        for (Durability durability : List.of(Durability.REPLICATED, Durability.REPLICATED_FSYNC)) {
            ReplicaRig rig = ReplicaRig.started(durability, "w1", "w2", "w3");

            rig.trade(rig.client("w1"), 300);

            rig.assertAllAlike();
            assertThat(rig.node("w3").state().commandSequence()).isEqualTo(300);
            assertThat(rig.node("w3").view().role()).isEqualTo(Role.STANDBY);
        }
    }

    @Test
    void shouldAnswerOnlyWhenAllInSyncHaveTheCommand() {
        ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
        RigClient client = rig.client("w1");
        rig.network().hold("w1", "w3");

        long request = client.buy(100);
        rig.run(200);
        assertThat(rig.node("w1").state().commandSequence())
                .as("executed at once")
                .isEqualTo(1);
        assertThat(rig.node("w2").disk().end())
                .as("the other has it")
                .isEqualTo(rig.node("w1").disk().end());
        assertThat(client.isAnswered(request)).isFalse();

        rig.mend();
        rig.runUntil("answered", () -> client.isAnswered(request));
        assertThat(rig.node("w3").disk().end()).isEqualTo(rig.node("w1").disk().end());
    }

    @Test
    void shouldAnswerOnlyWhenItIsOnEveryDiskWhenTheDurabilityAsksSo() {
        for (String slow : List.of("w1", "w2")) {
            ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2");
            RigClient client = rig.client("w1");
            rig.node(slow).disk().hold();

            long request = client.buy(100);
            rig.run(200);
            assertThat(client.isAnswered(request))
                    .as("disk of " + slow + " is slow")
                    .isFalse();

            rig.node(slow).disk().release();
            rig.runUntil("answered", () -> client.isAnswered(request));
        }
    }

    @Test
    void shouldAnswerBeforeItIsOnAnyDiskWhenTheDurabilityIsReplicated() {
        ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED, "w1", "w2");
        RigClient client = rig.client("w1");
        rig.node("w1").disk().hold();
        rig.node("w2").disk().hold();

        long request = client.buy(100);

        rig.runUntil("answered", () -> client.isAnswered(request));
        assertThat(rig.node("w2").disk().durable())
                .isLessThan(rig.node("w2").disk().end());
    }

    @Test
    void shouldExecuteOnAStandbyOnlyWhatIsCommitted() {
        ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
        RigClient client = rig.client("w1");
        rig.network().drop("w3", "w1", ReplicaAppendedDecoder.TEMPLATE_ID);

        long request = client.buy(100);
        rig.run(200);

        assertThat(client.isAnswered(request)).isFalse();
        assertThat(rig.node("w2").disk().end()).isEqualTo(rig.node("w1").disk().end());
        assertThat(rig.node("w2").state().commandSequence()).isZero();

        rig.mend();
        rig.assertAllAlike();
        assertThat(rig.node("w2").state().commandSequence()).isEqualTo(1);
    }

    @Test
    void shouldShowEventsOnlyWhenTheyAreCommitted() {
        ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2");
        RigClient client = rig.client("w1");
        client.subscribe(1);
        rig.network().hold("w1", "w2");

        client.buy(100);
        rig.run(200);
        assertThat(client.events()).isEmpty();

        rig.mend();
        rig.runUntil("the event is shown", () -> client.events().size() == 1);
    }

    @Test
    void shouldShowEventsToSubscribersOfAStandby() {
        ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2");
        RigClient atPrimary = rig.client("w1");
        RigClient atStandby = rig.client("w2", 8, 0);
        atPrimary.subscribe(1);
        atStandby.subscribe(1);

        rig.trade(atPrimary, 100);
        rig.runUntil(
                "all events are shown",
                () -> atStandby.events().size() == atPrimary.events().size());

        assertThat(atStandby.events()).isEqualTo(atPrimary.events()).hasSizeGreaterThan(100);
    }

    @Test
    void shouldNotLogMoreThanHalfTheWindowWhenNothingIsCommitted() {
        ReplicaRig rig = ReplicaRig.started(
                RigSettings.of(
                        Durability.REPLICATED_FSYNC,
                        4 * RigSettings.SMALLEST_RING,
                        RigSettings.SMALLEST_RING,
                        1024,
                        1 << 30),
                "w1",
                "w2");
        RigClient client = rig.client("w1");
        rig.network().hold("w1", "w2");
        long before = rig.node("w1").disk().end();

        for (int i = 0; i < 250; i++) {
            client.buy(100);
        }
        rig.run(300);
        long limit = RigSettings.SMALLEST_RING / 2;
        assertThat(rig.node("w1").disk().end() - before).isBetween(limit - 500, limit + 500);

        rig.mend();
        rig.runUntil("all are answered", () -> client.answered() == 250);
        rig.assertAllAlike();
    }
}
