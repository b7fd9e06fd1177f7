package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** A primary dies, and another replica takes the partition over. */
class TakeoverTest {

    private final ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
    private final RigClient client = rig.client("w1");

    @Test
    void shouldServeWithAllAcknowledgedCommandsWhenThePrimaryDies() {
        rig.trade(client, 200);
        long hash = rig.node("w1").state().stateHash();
        rig.node("w1").crash();

        rig.runUntilServing("w2");

        assertThat(rig.register().record().orElseThrow().toString()).contains("worker=w2, epoch=2", "inSync=[w2, w3]");
        assertThat(rig.node("w2").state().stateHash()).isEqualTo(hash);
        assertEveryAnswerIsGivenAgainBy("w2");
        rig.trade(rig.client("w2", 7, 200), 50);
        rig.assertAllAlike();
    }

    @Test
    void shouldServeInTimeWhenThePrimaryDies() {
        long before = rig.nanos();
        rig.node("w1").crash();

        rig.runUntilServing("w2");

        long tookMillis = (rig.nanos() - before) / 1_000_000;
        assertThat(tookMillis).isLessThan(RigSettings.TAKEOVER_MILLIS + 200);
    }

    @Test
    void shouldTakeTheOldPrimaryInAgainWhenItComesBack() {
        rig.trade(client, 50);
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        rig.trade(rig.client("w2", 7, 50), 50);

        rig.node("w1").start();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.trade(rig.client("w2", 7, 100), 10);
        rig.assertAllAlike();
        assertThat(rig.node("w1").view().role()).isEqualTo(Role.STANDBY);
    }

    @Test
    void shouldLoseNothingWhenOneAfterTheOtherDies() {
        rig.trade(client, 50);
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        RigClient second = rig.client("w2", 7, 50);
        rig.trade(second, 50);
        rig.node("w2").crash();
        rig.runUntilServing("w3");
        rig.trade(rig.client("w3", 7, 100), 50);
        rig.node("w1").start();
        rig.node("w2").start();
        rig.runUntilInSync("w1", "w2", "w3");

        assertEveryAnswerIsGivenAgainBy("w3");
        rig.assertAllAlike();
        assertThat(rig.node("w1").state().commandSequence()).isEqualTo(150);
    }

    @Test
    void shouldExecuteEachCommandOnceWhenThePrimaryDiesWithSomeUnderWay() {
        for (String holding : List.of("w2", "w3", "neither")) {
            ReplicaRig anew = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
            RigClient before = anew.client("w1");
            anew.trade(before, 20);
            anew.network().hold("w1", holding);
            for (int i = 0; i < 10; i++) {
                before.buy(100 - i);
            }
            anew.run(20);
            anew.node("w1").crash();
            anew.network().mend();
            anew.runUntil("somebody serves", anew::isServing);

            RigClient after = anew.client(anew.primary().name(), 7, 30);
            for (long request = 1; request <= 30; request++) {
                before.repeat(request, after);
            }
            anew.runUntil("all are answered", () -> after.answered() == 30);

            assertThat(anew.primary().state().commandSequence()).isEqualTo(30);
            for (long request = 1; request <= 30; request++) {
                if (before.isAnswered(request)) {
                    assertThat(after.answers(request)).isEqualTo(before.answers(request));
                }
            }
            anew.assertAllAlike();
        }
    }

    @ParameterizedTest
    @EnumSource(value = RigRegister.Fate.class, mode = Mode.EXCLUDE, names = "ANSWERED")
    void shouldTakeOverOnceWhenTheAnswerToTheClaimIsUnknown(RigRegister.Fate fate) {
        rig.trade(client, 20);
        rig.register().nextChange("w2", fate);
        rig.node("w1").crash();

        rig.runUntil("somebody serves", rig::isServing);
        rig.register().carryOutLate();
        rig.trade(rig.client(rig.primary().name(), 7, 20), 20);
        rig.runUntilInSync("w2", "w3");

        assertThat(rig.register().record().orElseThrow().epoch()).isEqualTo(2);
        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(40);
    }

    @Test
    void shouldTakeOverFromAReplicaThatDiedBeforeItsClaimWasCarriedOut() {
        rig.trade(client, 20);
        rig.register().nextChange("w2", RigRegister.Fate.LATE_IN_DOUBT);
        rig.network().cut("w3", "w2");
        rig.node("w2").steps().clear();
        rig.node("w1").crash();
        rig.runUntil("it asked", () -> rig.node("w2").steps().contains(ReplicaStep.BEFORE_CLAIM));
        rig.node("w2").crash();
        rig.register().carryOutLate();
        assertThat(rig.register().record().orElseThrow().worker()).isEqualTo("w2");

        rig.runUntilServing("w3");

        assertThat(rig.register().record().orElseThrow().epoch()).isEqualTo(3);
        assertThat(rig.node("w3").state().commandSequence()).isEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_CLAIM", "CLAIM_WON", "EPOCH_LOGGED", "SERVING", "FOLLOWER_JOINED"})
    void shouldGoOnWhenTheOneThatTakesOverDiesOnTheWay(ReplicaStep step) {
        rig.expectFailure();
        rig.trade(client, 20);
        rig.node("w2").crashAt(step);
        rig.node("w1").crash();
        rig.runUntil("w2 died", () -> !rig.node("w2").isUp());

        rig.node("w2").start();
        rig.runUntil("somebody serves", rig::isServing);
        rig.node("w1").start();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.trade(rig.client(rig.primary().name(), 7, 20), 20);
        rig.assertAllAlike();
        assertThat(rig.primary().state().commandSequence()).isEqualTo(40);
    }

    @Test
    void shouldNotTakeOverWhenItLeftTheInSyncReplicas() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 20);
        rig.node("w1").crash();
        rig.node("w2").crash();
        rig.mend();

        rig.run(10 * RigSettings.TAKEOVER_MILLIS);
        assertThat(rig.register().record().orElseThrow().worker()).isEqualTo("w1");

        rig.node("w2").start();
        rig.runUntilServing("w2");
        rig.runUntilInSync("w2", "w3");
        assertThat(rig.node("w3").state().commandSequence()).isEqualTo(20);
    }

    @Test
    void shouldNotTakeOverWhenItOnlyLearns() {
        rig.node("w3").crash();
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 20);
        rig.network().cut("w1", "w3");
        rig.node("w3").start();
        rig.run(1000);
        rig.node("w1").crash();
        rig.node("w2").crash();

        rig.run(10 * RigSettings.TAKEOVER_MILLIS);

        assertThat(rig.register().record().orElseThrow().worker()).isEqualTo("w1");
    }

    @Test
    void shouldTakeOverWithAllTheLogWhenNotAllOfItWasKnownToBeCommitted() {
        rig.network().hold("w2", "w1");
        rig.network().hold("w3", "w1");
        long request = client.buy(100);
        rig.run(100);
        assertThat(rig.node("w2").state().commandSequence()).isZero();
        rig.node("w1").crash();

        rig.runUntilServing("w2");

        assertThat(rig.node("w2").state().commandSequence()).isEqualTo(1);
        RigClient after = rig.client("w2", 7, 1);
        client.repeat(request, after);
        rig.runUntil("answered", () -> after.isAnswered(request));
        assertThat(rig.node("w2").state().commandSequence()).isEqualTo(1);
    }

    @Test
    void shouldGoOnShowingEventsWithoutGapOrRepetitionWhenItWasAStandbyBefore() {
        RigClient subscriber = rig.client("w2", 8, 0);
        subscriber.subscribe(1);
        rig.trade(client, 60);
        rig.node("w1").crash();
        rig.runUntilServing("w2");
        rig.trade(rig.client("w2", 7, 60), 60);
        RigClient again = rig.client("w2", 9, 0);
        again.subscribe(1);
        rig.run(50);

        assertThat(subscriber.events()).isEqualTo(again.events()).hasSizeGreaterThan(120);
        assertThat(subscriber.notices()).containsExactly("STARTED 1");
    }

    private void assertEveryAnswerIsGivenAgainBy(String worker) {
        RigClient after = rig.client(worker, 7, client.lastRequest());
        TreeMap<Long, List<String>> before = client.answers();
        before.keySet().forEach(request -> client.repeat(request, after));
        rig.runUntil("all are answered", () -> after.answered() == before.size());
        assertThat(after.answers()).isEqualTo(before);
    }
}
