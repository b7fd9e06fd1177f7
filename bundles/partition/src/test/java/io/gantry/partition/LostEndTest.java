package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import org.junit.jupiter.api.Test;

/**
 * A replica that took over lost with its memory what it had logged of its epoch, and with that the epoch. The primary before it, which stood still meanwhile, knows
 * of no other epoch either: the register alone does.
 */
class LostEndTest {

    private final ReplicaRig rig = new ReplicaRig(RigSettings.of(Durability.REPLICATED), "w1", "w2", "w3");

    @Test
    void shouldHearNobodyWhenTheRegisterHasNotToldOfTheNewestEpochYet() {
        RigClient client = takenOverByW2();
        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w2");
        rig.node("w2").crash();
        rig.register().usually("w2", RigRegister.Fate.UNANSWERED);
        rig.node("w2").start();

        oldPrimaryWakesUpAndAcknowledgesNothing(client);

        rig.mend();
        rig.runUntilInSync("w1", "w2");
        rig.assertAllAlike();
        assertThat(rig.primary().view().epoch()).isEqualTo(3);
    }

    @Test
    void shouldRefuseAnEarlierEpochWhenTheRegisterHasToldOfItsOwn() {
        RigClient client = takenOverByW2();
        rig.node("w3").start();
        rig.runUntilInSync("w2", "w3");
        rig.node("w3").crash();
        rig.node("w2").restart();

        oldPrimaryWakesUpAndAcknowledgesNothing(client);

        rig.node("w3").start();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
    }

    /** The first primary stands still, and w2 leads epoch 2, of which nothing gets onto its disk. */
    private RigClient takenOverByW2() {
        rig.node("w1").start();
        rig.node("w2").start();
        rig.runUntilInSync("w1", "w2");
        RigClient client = rig.client("w1");
        rig.trade(client, 20);
        rig.run(100);
        rig.node("w2").disk().hold();
        rig.node("w1").pause();
        rig.network().cut("w2", "w1");
        rig.network().cut("w3", "w1");
        rig.runUntilServing("w2");
        assertThat(rig.node("w2").view().epoch()).isEqualTo(2);
        return client;
    }

    /** It reaches all replicas, and has no answer of the register yet: all that keeps it from acknowledging is that w2 does not. */
    private void oldPrimaryWakesUpAndAcknowledgesNothing(RigClient client) {
        rig.network().mend();
        rig.register().usually("w1", RigRegister.Fate.UNANSWERED);
        rig.node("w1").resume();
        long request = client.buy(100);
        rig.run(RigSettings.TAKEOVER_MILLIS / 2);

        assertThat(client.isAnswered(request))
                .as("acknowledged in epoch 1, after epoch 2 began")
                .isFalse();
        rig.register().usually("w1", RigRegister.Fate.ANSWERED);
    }
}
