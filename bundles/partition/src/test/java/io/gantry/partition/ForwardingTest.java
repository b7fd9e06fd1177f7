package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.protocol.sbe.ReplicaForwardDecoder;
import io.gantry.protocol.sbe.ReplicaForwardedDecoder;
import org.junit.jupiter.api.Test;

/** Clients that are connected to a worker whose replica is not the primary. */
class ForwardingTest {

    private final ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
    private final RigClient client = rig.client("w2");

    @Test
    void shouldBeExecutedOnceAndAnsweredAtTheStandbysConnection() {
        rig.trade(client, 100);

        assertThat(client.answered()).isEqualTo(100);
        client.answers().values().forEach(answers -> assertThat(answers).hasSize(1));
        rig.assertAllAlike();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(100);
    }

    @Test
    void shouldBeAnsweredEachAtItsOwnConnectionWhenSeveralWorkersHandOn() {
        RigClient other = rig.client("w3", 8, 0);
        RigClient local = rig.client("w1", 9, 0);
        client.buy(100);
        client.buy(101);
        other.sell(100);
        local.buy(90);

        rig.run(50);

        assertThat(client.answered()).isEqualTo(2);
        assertThat(other.answered()).isEqualTo(1);
        assertThat(local.answered()).isEqualTo(1);
        assertThat(other.answers(1).get(0)).contains("filled=5");
    }

    @Test
    void shouldExecuteOnceWhenItComesByTwoWays() {
        long request = client.buy(100);
        RigClient direct = rig.client("w1", 7, 1);
        client.repeat(request, direct);

        rig.run(50);

        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(1);
        assertThat(client.answers(request)).hasSize(1).isEqualTo(direct.answers(request));
    }

    @Test
    void shouldBeAnsweredWhenItIsSentAgainBecauseTheMessageOrTheAnswerWasLost() {
        rig.network().drop("w2", "w1", ReplicaForwardDecoder.TEMPLATE_ID);
        long request = client.buy(100);
        rig.run(50);
        rig.mend();
        rig.network().drop("w1", "w2", ReplicaForwardedDecoder.TEMPLATE_ID);
        client.repeat(request, client);
        rig.run(50);
        assertThat(client.isAnswered(request)).isFalse();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(1);

        rig.mend();
        client.repeat(request, client);
        rig.run(50);

        assertThat(client.answers(request)).hasSize(1);
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(1);
    }

    @Test
    void shouldBeTakenByTheStandbyItselfWhenThatTakesOver() {
        rig.trade(client, 10);
        rig.node("w1").crash();
        long lost = client.buy(100);
        rig.runUntilServing("w2");

        client.repeat(lost, client);
        rig.runUntil("answered", () -> client.isAnswered(lost));
        rig.trade(client, 10);

        assertThat(rig.node("w2").state().commandSequence()).isEqualTo(21);
    }

    @Test
    void shouldBeHandedToTheNewPrimaryWhenAnotherOneTookOver() {
        RigClient third = rig.client("w3", 8, 0);
        rig.trade(third, 10);
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        rig.run(100);

        rig.trade(third, 10);

        rig.assertAllAlike();
        assertThat(rig.node("w2").state().commandSequence()).isEqualTo(20);
    }

    @Test
    void shouldNotBeServedWhenTheReplicaKnowsNoPrimary() {
        rig.node("w1").pause();
        rig.node("w3").pause();
        rig.isolate("w2");
        rig.run(2);
        rig.node("w2").restart();
        rig.run(200);
        RigClient early = rig.client("w2", 7, 0);

        assertThat(early.offer(early.order(Side.BUY, 100, 5))).isEqualTo(Offer.NOT_SERVING);
    }

    @Test
    void shouldForgetAClientAtThePrimaryWhenHisConnectionIsGone() {
        rig.trade(client, 5);
        rig.node("w2").disconnect(client);
        rig.run(10);
        RigClient next = rig.client("w2", 7, 5);

        rig.trade(next, 5);

        assertThat(client.answered()).isEqualTo(5);
        assertThat(rig.node("w1").forwardedClients()).isEqualTo(1);
    }

    @Test
    void shouldSurviveMoreCommandsThanThePrimaryCanTake() {
        rig.node("w1").pause();
        long last = 0;
        for (int i = 0; i < 600; i++) {
            last = client.buy(100);
        }
        rig.run(100);
        rig.node("w1").resume();
        rig.run(100);

        for (long request = 1; request <= last; request++) {
            if (!client.isAnswered(request)) {
                client.repeat(request, client);
                long asked = request;
                rig.runUntil("request " + asked, () -> client.isAnswered(asked));
            }
        }
        rig.assertAllAlike();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(600);
    }
}
