package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.protocol.sbe.ReplicaAppendDecoder;
import io.gantry.protocol.sbe.ReplicaRefusedDecoder;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** What becomes of a primary that others took for dead, and of what it did since. */
class OldPrimaryTest {

    private final ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
    private final RigClient client = rig.client("w1");

    @Test
    void shouldAcknowledgeNothingWhenAnotherEpochBegan() {
        rig.trade(client, 20);
        client.subscribe(1);
        rig.run(5);
        int eventsBefore = client.events().size();
        rig.isolate("w1");
        long unacknowledged = client.buy(100);
        rig.runUntilServing("w2");
        client.sell(90);
        rig.run(5000);

        assertThat(rig.node("w1").view().role()).as("it does not know").isEqualTo(Role.PRIMARY);
        assertThat(rig.node("w1").state().commandSequence())
                .as("and executed them")
                .isEqualTo(22);
        assertThat(client.answered()).isEqualTo(20);
        assertThat(client.events()).hasSize(eventsBefore);

        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");
        assertThat(client.isAnswered(unacknowledged)).isFalse();
        assertThat(client.events()).hasSize(eventsBefore);
    }

    @Test
    void shouldCutItsTailAndMakeItsStateAnewWhenItHadExecutedIt() {
        rig.trade(client, 20);
        rig.isolate("w1");
        long lost = client.buy(100);
        rig.runUntilServing("w2");
        RigClient atNew = rig.client("w2", 7, 20);
        rig.trade(atNew, 30);

        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");

        assertThat(rig.node("w1").steps()).containsSubsequence(ReplicaStep.DEPOSED, ReplicaStep.BEFORE_REBUILD);
        rig.assertAllAlike();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(50);
        assertThat(lost).as("its number was used again").isEqualTo(21);
    }

    @Test
    void shouldExecuteOnceWhenACommandThatTheOldPrimaryHadAloneComesAgain() {
        rig.trade(client, 20);
        rig.isolate("w1");
        long request = client.buy(100);
        rig.runUntilServing("w2");
        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");

        RigClient again = rig.client("w2", 7, 21);
        client.repeat(request, again);
        rig.runUntil("answered", () -> again.isAnswered(request));

        rig.assertAllAlike();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(21);
    }

    @Test
    void shouldRefuseAppendsOfAnOldEpoch() {
        rig.trade(client, 20);
        rig.network().hold("w1", "w2");
        rig.network().hold("w1", "w3");
        client.buy(100);
        rig.run(10);
        rig.node("w1").pause();
        rig.runUntilServing("w2");
        rig.runUntilInSync("w2", "w3");
        long end = rig.node("w2").disk().end();

        rig.mend();
        rig.run(5);

        assertThat(rig.network().arrived()).anySatisfy(message -> {
            assertThat(message.from() + message.to()).isEqualTo("w1w2");
            assertThat(message.template()).isEqualTo(ReplicaAppendDecoder.TEMPLATE_ID);
        });
        assertThat(rig.network().arrived())
                .filteredOn(message -> message.template() == ReplicaRefusedDecoder.TEMPLATE_ID)
                .extracting(message -> message.from() + ">" + message.to())
                .contains("w2>w1", "w3>w1");
        assertThat(rig.node("w2").disk().end()).isEqualTo(end);
        rig.node("w1").resume();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
    }

    @Test
    void shouldAcknowledgeNothingWhenItWakesFromALongPause() {
        rig.trade(client, 20);
        rig.node("w1").pause();
        long request = client.buy(100);
        rig.runUntilServing("w2");

        rig.node("w1").resume();
        rig.runUntilInSync("w1", "w2", "w3");

        assertThat(rig.node("w1").steps()).as("it had executed it").contains(ReplicaStep.BEFORE_REBUILD);
        assertThat(client.isAnswered(request)).isFalse();
        rig.assertAllAlike();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(20);
    }

    @Test
    void shouldAnswerTryAgainWhenItKnowsNoPrimary() {
        rig.trade(client, 20);
        rig.node("w2").pause();
        rig.node("w3").pause();
        rig.isolate("w1");
        rig.node("w1").crash();
        rig.node("w1").start();
        rig.run(100);
        RigClient early = rig.client("w1", 7, 20);

        assertThat(early.offer(early.order(Side.BUY, 100, 5))).isEqualTo(Offer.NOT_SERVING);
    }

    @Test
    void shouldAnswerNobodyWhenWhatWaitsForTheCommitIsSuperseded() {
        rig.trade(client, 20);
        rig.isolate("w1");
        client.buy(100);
        rig.run(5);
        CompletionStage<Long> gated = rig.node("w1")
                .partition()
                .agent()
                .askAndRelease(core -> core.symbols().owned(1).epoch());
        rig.run(5);
        assertThat(gated.toCompletableFuture()).isNotDone();

        rig.runUntilServing("w2");
        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");

        Assertions.assertThatThrownBy(() -> gated.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(PartitionException.class)
                .hasMessageContaining("stopped being the primary");
    }

    @Test
    void shouldRefuseChangesWhenItIsNotThePrimary() {
        CompletionStage<Void> change = rig.node("w2").partition().agent().change((core, now) -> true);
        rig.run(2);

        Assertions.assertThatThrownBy(() -> change.toCompletableFuture().join())
                .hasMessageContaining("the replica on worker w2 is not the primary (epoch 1, primary w1)");
    }

    @Test
    void shouldBeginAnewWhenItIsDeposedInTheMiddleOfACommand() {
        long massCancel = deposeInTheMiddleOfAMassCancel(false);

        assertThat(rig.primary().state().commandSequence())
                .as("nobody else has it")
                .isEqualTo(1000);
        RigClient again = rig.client(rig.primary().name(), 7, 1001);
        client.repeat(massCancel, again);
        rig.runUntil("answered", () -> again.isAnswered(massCancel));
        rig.assertAllAlike();
        assertThat(rig.node("w1").state().book().figures().orders()).isZero();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(1001);
    }

    @Test
    void shouldNotLoseTheCommandInWhoseMiddleItWasDeposedWhenAnotherHasIt() {
        long massCancel = deposeInTheMiddleOfAMassCancel(true);

        rig.assertAllAlike();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(1001);
        RigClient again = rig.client(rig.primary().name(), 7, 1001);
        client.repeat(massCancel, again);
        rig.runUntil("answered", () -> again.isAnswered(massCancel));
        assertThat(rig.primary().state().commandSequence()).isEqualTo(1001);
        assertThat(rig.node("w1").state().book().figures().orders()).isZero();
    }

    /** A thousand cancels do not fit into the way out, which is not emptied since nothing is committed: the lane waits in the command's middle. */
    private long deposeInTheMiddleOfAMassCancel(boolean doOthersGetIt) {
        for (int i = 0; i < 1000; i++) {
            client.buy(1 + i % 90);
            if (i % 16 == 15) {
                long request = client.lastRequest();
                rig.runUntil("answered", () -> client.isAnswered(request));
            }
        }
        rig.runUntil("all are answered", () -> client.answered() == 1000);
        rig.run(100);
        if (doOthersGetIt) {
            rig.network().cut("w2", "w1");
            rig.network().cut("w3", "w1");
            rig.register().usually("w1", RigRegister.Fate.UNANSWERED);
        } else {
            rig.isolate("w1");
        }
        long request = client.send(client.order(Side.BUY, 0, 0)
                .kind(CommandKind.MASS_CANCEL)
                .account(0)
                .orderId(0));
        rig.whileWaiting(() -> {
            if (rig.nanos() > rig.waitingSince() + 100_000_000L) {
                rig.cutLinks("w1");
            }
            if (rig.isServingBut("w1")) {
                rig.mend();
            }
        });
        rig.runUntil("w1 was deposed", () -> rig.node("w1").steps().contains(ReplicaStep.DEPOSED));
        rig.whileWaiting(() -> {});
        rig.mend();
        assertThat(client.isAnswered(request)).isFalse();
        assertThat(rig.node("w1").steps()).containsSubsequence(ReplicaStep.DEPOSED, ReplicaStep.BEFORE_REBUILD);
        rig.runUntilInSync("w1", "w2", "w3");
        assertThat(rig.primary().name()).isNotEqualTo("w1");
        assertThat(client.isAnswered(request)).isFalse();
        return request;
    }
}
