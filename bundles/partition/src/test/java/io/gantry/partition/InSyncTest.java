package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.journal.Durability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Who leaves the in-sync replicas and who becomes one of them, and what is acknowledged meanwhile. */
class InSyncTest {

    private final ReplicaRig rig = ReplicaRig.started(Durability.REPLICATED_FSYNC, "w1", "w2", "w3");
    private final RigClient client = rig.client("w1");

    @Test
    void shouldGoOnWithoutAStandbyWhenItIsSilent() {
        rig.isolate("w3");

        long request = client.buy(100);
        rig.run(RigSettings.SHRINK_MILLIS / 2);
        assertThat(client.isAnswered(request)).isFalse();
        rig.runUntilInSync("w1", "w2");

        rig.runUntil("answered", () -> client.isAnswered(request));
        rig.trade(client, 20);
    }

    @Test
    void shouldAcknowledgeNothingBeforeTheRegisterDroppedTheSilentOne() {
        rig.isolate("w3");
        rig.register().usually("w1", RigRegister.Fate.UNANSWERED);

        long request = client.buy(100);
        rig.run(10 * RigSettings.SHRINK_MILLIS);
        assertThat(client.isAnswered(request)).isFalse();

        rig.register().usually("w1", RigRegister.Fate.ANSWERED);
        rig.runUntil("answered", () -> client.isAnswered(request));
        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1", "w2");
    }

    @Test
    void shouldDropAStandbyWhoseDiskIsStuckWhileItsLinkIsWell() {
        rig.node("w3").disk().hold();

        long request = client.buy(100);
        rig.runUntilInSync("w1", "w2");

        rig.runUntil("answered", () -> client.isAnswered(request));
    }

    @Test
    void shouldNotHoldUpCommandsAgainWhenTheDroppedOnesDiskIsStillStuck() {
        rig.node("w3").disk().hold();
        client.buy(100);
        rig.runUntilInSync("w1", "w2");

        for (int i = 0; i < 100; i++) {
            long request = client.buy(100);
            rig.run(20);
            assertThat(client.isAnswered(request)).as("request %d", request).isTrue();
        }
        assertThat(rig.register().history()).hasSize(4);

        rig.node("w3").disk().release();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.assertAllAlike();
    }

    @Test
    void shouldLogNothingMoreWhenTheDroppedOneStaysSilent() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.run(10);
        long end = rig.node("w1").disk().end();

        rig.run(5 * RigSettings.SHRINK_MILLIS);

        assertThat(rig.node("w1").disk().end()).isEqualTo(end);
    }

    @Test
    void shouldKeepAStandbyWhenNothingIsSentForLong() {
        rig.run(20 * RigSettings.SHRINK_MILLIS);

        assertThat(rig.register().history()).hasSize(3);
        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1", "w2", "w3");
    }

    @Test
    void shouldTakeInASilentOneAgainWhenItsLinkIsWell() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.trade(client, 40);

        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");

        rig.trade(client, 10);
        rig.assertAllAlike();
    }

    @ParameterizedTest
    @EnumSource(value = RigRegister.Fate.class, mode = Mode.EXCLUDE, names = "ANSWERED")
    void shouldDropItOnceWhenTheAnswerToThatIsUnknown(RigRegister.Fate fate) {
        rig.isolate("w3");
        rig.register().nextChange("w1", fate);

        long request = client.buy(100);
        rig.runUntil("answered", () -> client.isAnswered(request));
        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1", "w2");
        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.register().carryOutLate();
        rig.trade(client, 10);

        assertThat(rig.register().history()).hasSize(5).endsWith("w1 1/4 [w1, w2]", "w1 1/5 [w1, w2, w3]");
        rig.assertAllAlike();
    }

    @ParameterizedTest
    @EnumSource(value = RigRegister.Fate.class, mode = Mode.EXCLUDE, names = "ANSWERED")
    void shouldTakeItInOnceWhenTheAnswerToThatIsUnknown(RigRegister.Fate fate) {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.register().nextChange("w1", fate);

        rig.mend();
        rig.runUntilInSync("w1", "w2", "w3");
        rig.register().carryOutLate();
        rig.trade(client, 10);

        assertThat(rig.register().history()).hasSize(5);
        rig.assertAllAlike();
    }

    @Test
    void shouldWaitForTheJoiningOneTooWhenNobodyKnowsWhetherItIsInSync() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.register().nextChange("w1", RigRegister.Fate.LATE_IN_DOUBT);
        rig.mend();
        rig.node("w1").steps().clear();
        rig.runUntil("the register is asked", () -> rig.node("w1").steps().contains(ReplicaStep.BEFORE_GROW));
        rig.register().usually("w1", RigRegister.Fate.UNANSWERED);
        rig.isolate("w3");

        long request = client.buy(100);
        rig.run(5 * RigSettings.SHRINK_MILLIS);
        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1", "w2");
        assertThat(client.isAnswered(request))
                .as("w3 lacks it, and may be in-sync")
                .isFalse();

        rig.register().carryOutLate();
        rig.run(RigSettings.SHRINK_MILLIS);
        assertThat(rig.register().record().orElseThrow().inSync())
                .as("now it is")
                .contains("w3");
        assertThat(client.isAnswered(request)).isFalse();

        rig.register().usually("w1", RigRegister.Fate.ANSWERED);
        rig.runUntil("answered without w3", () -> client.isAnswered(request));
        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1", "w2");
    }

    @Test
    void shouldGoOnWithoutTheJoiningOneWhenItDiesBeforeTheRegisterIsAsked() {
        rig.isolate("w3");
        rig.runUntilInSync("w1", "w2");
        rig.node("w3").disk().hold();
        rig.mend();
        rig.run(1000);
        client.buy(100);
        rig.run(100);
        rig.node("w3").crash();

        long request = client.buy(100);
        rig.runUntil("answered", () -> client.isAnswered(request));

        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1", "w2");
    }

    @Test
    void shouldServeAloneWhenAllStandbysAreGone() {
        rig.node("w2").crash();
        rig.node("w3").crash();

        long request = client.buy(100);
        rig.runUntil("answered", () -> client.isAnswered(request));

        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1");
        assertThat(rig.register().history()).hasSize(5);
    }

    @Test
    void shouldPutItselfBackWhenTheRegisterHasForgotten() {
        rig.register().forget();

        rig.runUntil("it is there again", () -> rig.register().record().isPresent());
        assertThat(rig.register().record().orElseThrow().epoch()).isEqualTo(1);
        assertThat(rig.register().record().orElseThrow().inSync()).containsExactly("w1", "w2", "w3");

        rig.trade(client, 10);
        rig.assertAllAlike();
    }
}
