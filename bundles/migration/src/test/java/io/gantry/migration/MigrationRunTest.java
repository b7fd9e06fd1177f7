package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.StepKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole run, with every step failing in every way before the switch, and what must not stop it after. */
class MigrationRunTest {

    private final MoveScene scene = new MoveScene();

    @Test
    void shouldMoveOwnershipWhenEveryStepSucceeds() {
        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.owner("S1")).isEqualTo(MoveScene.symbol("S1", 1, 1).movedTo(3));
        assertThat(scene.sides.calls())
                .containsExactly(
                        "gate 1/1",
                        "copy 1/1",
                        "stage 3/1",
                        "stage 3/1",
                        "stage 3/1",
                        "seal 3/1",
                        "open 3/1",
                        "release 1/1");
        assertThat(scene.published).last().isEqualTo(scene.register.table());
    }

    @Test
    void shouldReportFiguresWhenCommitted() {
        scene.sides.beforeEach("seal", () -> scene.time.pass(Duration.ofMillis(70)));
        scene.sides.beforeEach("release", () -> scene.time.pass(Duration.ofMillis(5)));

        MigrationReport report = scene.run("S1");

        assertThat(report.restingOrders()).isEqualTo(10);
        assertThat(report.snapshotBytes()).isEqualTo(6);
        assertThat(report.hashAtCut()).isEqualTo("000000000000abc1");
        assertThat(report.pauseMicros()).isEqualTo(70_000);
        assertThat(report.durationMillis()).isEqualTo(75);
        assertThat(report.step()).isEqualTo("retire");
        assertThat(report.detail()).isEmpty();
    }

    @Test
    void shouldSwitchAllAtOnceWhenSeveralSymbolsMove() {
        MigrationReport report = scene.run("S2", "S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.owner("S1").partition()).isEqualTo(3);
        assertThat(scene.owner("S2").partition()).isEqualTo(3);
        assertThat(scene.register.table().version())
                .as("one change for the claim, one for the switch")
                .isEqualTo(MoveScene.table().version() + 2);
        assertThat(report.hashAtCut()).isEqualTo("000000000000abc2,000000000000abc1");
        assertThat(report.restingOrders()).isEqualTo(30);
    }

    @Test
    void shouldSendManyChunksInOrderWhenTheBookIsLarge() {
        scene.sides.chunks(3 * CopyStep.WINDOW + 1);

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.sides.calls("stage")).hasSize(3 * CopyStep.WINDOW + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "copy", "stage", "seal"})
    void shouldRollBackWhenAStepFailsBeforeTheSwitch(String verb) {
        scene.sides.failAlways(verb);

        MigrationReport report = scene.run("S1", "S2");

        assertRolledBack(report, verb + " broke");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate", "copy", "stage", "seal"})
    void shouldRollBackWhenAStepTakesTooLongBeforeTheSwitch(String verb) {
        scene.sides.staySilent(verb);

        MigrationReport report = scene.run("S1");

        assertRolledBack(
                report, verb.equals("gate") ? "the pause budget of 500 ms was over" : "step copy within 200 ms");
    }

    @Test
    void shouldRollBackWhenOnlyTheSecondSymbolCannotBeGated() {
        scene.sides.beforeEach("gate", () -> {
            if (scene.sides.calls("gate").size() == 2) {
                scene.sides.fail("gate", 1);
            }
        });

        MigrationReport report = scene.run("S1", "S2");

        assertRolledBack(report, "gate broke");
        assertThat(scene.sides.calls("reopen")).containsExactly("reopen 1/1", "reopen 1/2");
    }

    @Test
    void shouldRollBackWhenTheTargetComputesAnotherHash() {
        scene.sides.corruptHash();

        MigrationReport report = scene.run("S1");

        assertRolledBack(report, "S1: state hash is 000000000000abc1 at the source and 000000000000abc2 at the target");
        assertThat(scene.sides.calls("discard")).containsExactly("discard 3/1");
    }

    @Test
    void shouldRollBackWhenThePauseBudgetIsOverBeforeTheSwitch() {
        scene.objection = (moment, step) -> {
            if (moment.equals("before") && step == StepKind.SWITCH_OWNER) {
                scene.time.pass(MoveScene.PAUSE_BUDGET);
            }
        };

        MigrationReport report = scene.run("S1");

        assertRolledBack(report, "the pause budget of 500 ms was over before the switch");
        assertThat(report.pauseMicros()).isEqualTo(500_000);
    }

    @Test
    void shouldRollBackWhenTheWorkerStopsBeforeTheSwitch() {
        scene.sides.beforeEach("seal", () -> scene.stop.complete(null));

        MigrationReport report = scene.run("S1");

        assertRolledBack(report, "the worker stops");
    }

    @Test
    void shouldFinishWhenTheWorkerStopsAfterTheSwitch() {
        scene.sides.beforeEach("open", () -> scene.stop.complete(null));

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.sides.calls("release")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "before,GATE",
        "after,GATE",
        "before,COPY",
        "after,COPY",
        "before,VERIFY",
        "after,VERIFY",
        "before,SWITCH_OWNER"
    })
    void shouldRollBackWhenAnObserverObjectsBeforeTheSwitch(String moment, StepKind step) {
        objectAt(moment, step);

        assertRolledBack(scene.run("S1"), "observer says no");
    }

    @ParameterizedTest
    @CsvSource({"after,SWITCH_OWNER", "before,RETIRE", "after,RETIRE"})
    void shouldGoOnWhenAnObserverObjectsAfterTheSwitch(String moment, StepKind step) {
        objectAt(moment, step);

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.sides.calls("release")).hasSize(1);
    }

    @Test
    void shouldTellObserversEachStepWhenItRuns() {
        scene.run("S1");

        assertThat(scene.observed)
                .containsExactly(
                        "before gate RUNNING",
                        "after gate RUNNING",
                        "before copy RUNNING",
                        "after copy RUNNING",
                        "before verify RUNNING",
                        "after verify RUNNING",
                        "before switch-owner RUNNING",
                        "after switch-owner SWITCHED",
                        "before retire SWITCHED",
                        "after retire SWITCHED",
                        "ended COMMITTED");
    }

    @Test
    void shouldCommitWhenTheTargetDiesAfterTheSwitch() {
        scene.sides.failAlways("open");

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(report.detail()).contains("the target has not said that it serves", "open broke");
        assertThat(scene.sides.calls("release")).hasSize(1);
        assertThat(scene.sides.calls("reopen"))
                .as("the source must not serve again")
                .isEmpty();
    }

    @Test
    void shouldOpenLateWhenTheTargetComesBackAfterTheSwitch() {
        scene.sides.fail("open", 5);

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(report.detail()).isEmpty();
        assertThat(scene.sides.calls("open")).hasSize(6);
    }

    @Test
    void shouldCommitWhenTheSourceCannotReleaseAfterTheSwitch() {
        scene.sides.failAlways("release");

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(report.detail()).contains("the source still holds its copy: release broke");
    }

    @Test
    void shouldReopenTheSourceFirstOfAllWhenTheTargetDoesNotAnswerTheUndo() {
        scene.sides.failAlways("seal");
        scene.sides.staySilent("discard");

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.pauseMicros()).as("nobody waited for the target").isZero();
        assertThat(report.detail()).contains("seal broke", "not undone");
        assertThat(scene.owner("S1").isMoving()).isFalse();
    }

    @Test
    void shouldTryAgainToReopenWhenTheSourceDoesNotAtOnce() {
        scene.sides.failAlways("copy");
        scene.sides.fail("reopen", 3);

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(scene.sides.calls("reopen")).hasSize(4);
    }

    @Test
    void shouldRefuseAndTouchNothingWhenASymbolIsClaimedMeanwhile() {
        MigrationSession session = scene.session("S1", "S2");
        OwnerTable claimed =
                scene.register.table().with(List.of(scene.owner("S2").withMigration("other")));
        scene.register.set(claimed);

        assertThatThrownBy(() -> scene.run(session))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage("S2 is moving already: migration other");
        assertThat(scene.register.table()).isEqualTo(claimed);
        assertThat(scene.sides.calls()).isEmpty();
    }

    @Test
    void shouldClaimAgainWhenAnUnrelatedSymbolChangedAtTheSameTime() {
        scene.register.next(FakeRegister.after(MigrationRunTest::moveS4));

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
    }

    @Test
    void shouldEndRolledBackWhenTheRegisterDoesNotTakeTheClaim() {
        scene.register.failReads(Integer.MAX_VALUE);

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.detail()).contains("the register did not take the claim", "no leader");
        assertThat(scene.sides.calls()).isEmpty();
    }

    @Test
    void shouldGoOnWhenTheAnswerToTheClaimWasLost() {
        scene.register.next(FakeRegister.IN_DOUBT_AND_DONE);

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
    }

    @Test
    void shouldRollBackWhenTheTargetPartitionGoesToAnotherWorkerMeanwhile() {
        scene.sides.beforeEach(
                "seal", () -> scene.register.set(scene.register.table().with(new PartitionOwner(3, "w9", 2))));

        assertRolledBack(scene.run("S1"), "partition 3 is on w9 now, not on w2");
    }

    /** What was gated and copied is gone with the epoch: another one may have served meanwhile. */
    @Test
    void shouldRollBackWhenTheSourceWasTakenOverAndTakenBackBeforeTheSwitch() {
        scene.register.next(FakeRegister.FAIR, FakeRegister.after(table -> {
            PartitionOwner deposed = table.partition(1).orElseThrow();
            return table.with(new PartitionOwner(1, "w1", deposed.epoch() + 2));
        }));

        assertRolledBack(scene.run("S1"), "partition 1 was taken over meanwhile");
    }

    @Test
    void shouldRollBackWhenTheClaimIsGoneBeforeTheSwitch() {
        scene.sides.beforeEach("seal", () -> {
            SymbolOwner freed = scene.owner("S1").withMigration(SymbolOwner.NO_MIGRATION);
            scene.register.set(scene.register.table().with(List.of(freed)));
        });

        assertRolledBack(scene.run("S1"), "the claim on S1 is gone from the register");
    }

    @Test
    void shouldLeaveTheClaimToTheSweeperWhenTheRegisterIsSilentDuringTheRollBack() {
        scene.sides.failAlways("seal");
        scene.sides.beforeEach("discard", () -> scene.register.failReads(Integer.MAX_VALUE));

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.detail()).contains("the claim is still in the register and will be removed later");
        assertThat(scene.sides.calls("reopen")).hasSize(1);
    }

    static OwnerTable moveS4(OwnerTable table) {
        return table.with(List.of(table.symbol("S4").orElseThrow().movedTo(2)));
    }

    private void objectAt(String moment, StepKind step) {
        scene.objection = (heard, at) -> {
            if (heard.equals(moment) && at == step) {
                throw new StepFailure("observer says no");
            }
        };
    }

    private void assertRolledBack(MigrationReport report, String reason) {
        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.detail()).contains(reason);
        for (String symbol : report.symbols()) {
            assertThat(scene.owner(symbol).partition())
                    .as("owner of %s", symbol)
                    .isEqualTo(1);
            assertThat(scene.owner(symbol).epoch()).isEqualTo(1);
            assertThat(scene.owner(symbol).isMoving()).as("claim on %s", symbol).isFalse();
        }
        int gated = scene.sides.calls("gate").isEmpty() ? 0 : report.symbols().size();
        assertThat(scene.sides.calls("reopen")).as("gated is reopened").hasSize(gated);
        int copied = scene.sides.calls("copy").isEmpty() ? 0 : report.symbols().size();
        assertThat(scene.sides.calls("discard")).as("staged is discarded").hasSize(copied);
        assertThat(scene.sides.calls("open")).isEmpty();
        assertThat(scene.observed).last().isEqualTo("ended ROLLED_BACK");
    }
}
