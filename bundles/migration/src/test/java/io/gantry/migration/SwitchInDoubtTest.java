package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The register's answer to the switch is lost, comes late, or never. */
class SwitchInDoubtTest {

    private final MoveScene scene = new MoveScene();

    @Test
    void shouldSwitchWhenAnUnrelatedSymbolChangedAtTheSameTime() {
        scene.register.next(FakeRegister.FAIR, FakeRegister.after(MigrationRunTest::moveS4));

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.owner("S4").partition()).isEqualTo(2);
    }

    @Test
    void shouldCommitWhenTheAnswerWasLostAndTheSwitchHadHappened() {
        scene.register.next(FakeRegister.FAIR, FakeRegister.IN_DOUBT_AND_DONE);

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(report.detail()).isEmpty();
        assertThat(scene.owner("S1").partition()).isEqualTo(3);
        assertThat(scene.sides.calls("reopen")).isEmpty();
    }

    @Test
    void shouldTryAgainWhenTheSwitchHadNotHappenedAndThereIsTimeLeft() {
        scene.register.next(FakeRegister.FAIR, FakeRegister.IN_DOUBT_AND_NOT_DONE);

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.owner("S1").epoch()).isEqualTo(2);
    }

    @Test
    void shouldRollBackWhenTheSwitchHadNotHappenedAndThePauseBudgetIsOver() {
        scene.register.next(FakeRegister.FAIR, inDoubtUntil(Duration.ofSeconds(2)));

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.detail()).contains("the switch did not happen");
        assertThat(scene.owner("S1")).isEqualTo(MoveScene.symbol("S1", 1, 1));
        assertThat(scene.sides.calls("reopen")).hasSize(1);
    }

    @Test
    void shouldKeepTheSourceGatedForAsLongAsTheRegisterIsSilent() {
        scene.register.next(FakeRegister.FAIR, (register, expected, next) -> {
            register.failReads(5_000);
            return FakeRegister.IN_DOUBT_AND_DONE.decide(register, expected, next);
        });

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(report.pauseMicros()).isGreaterThan(Duration.ofMinutes(4).toMillis() * 1_000);
        assertThat(scene.sides.calls("reopen")).isEmpty();
    }

    @Test
    void shouldNotReopenTheSourceWhenALateSwitchWinsAgainstCallingItOff() {
        OwnerTable[] late = new OwnerTable[2];
        scene.register.next(
                FakeRegister.FAIR,
                (register, expected, next) -> {
                    late[0] = expected;
                    late[1] = next;
                    scene.time.pass(Duration.ofSeconds(1));
                    return FakeRegister.IN_DOUBT_AND_NOT_DONE.decide(register, expected, next);
                },
                (register, expected, next) -> {
                    register.set(late[1]);
                    return false;
                });

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.sides.calls("reopen")).isEmpty();
        assertThat(scene.sides.calls("open")).hasSize(1);
    }

    @Test
    void shouldRuleALateSwitchOutBeforeTheSourceIsReopened() {
        OwnerTable[] late = new OwnerTable[2];
        scene.register.next(FakeRegister.FAIR, (register, expected, next) -> {
            late[0] = expected;
            late[1] = next;
            scene.time.pass(Duration.ofSeconds(1));
            return FakeRegister.IN_DOUBT_AND_NOT_DONE.decide(register, expected, next);
        });
        boolean[] lateOneWon = new boolean[1];
        scene.sides.beforeEach("reopen", () -> lateOneWon[0] = scene.register.compareAndSet(late[0], late[1]));

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(lateOneWon[0])
                .as("the late switch after the source serves again")
                .isFalse();
        assertThat(scene.owner("S1").partition()).isEqualTo(1);
    }

    @Test
    void shouldRecogniseItsOwnSwitchWhenTheSecondTryFindsItDone() {
        scene.register.next(FakeRegister.FAIR, FakeRegister.IN_DOUBT_AND_NOT_DONE, (register, expected, next) -> {
            register.set(next);
            return false;
        });

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
    }

    @Test
    void shouldRollBackWhenTheRegisterIsUnreachableUntilThePauseBudgetIsOver() {
        scene.sides.beforeEach("seal", () -> scene.register.failReads(20));

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.detail()).contains("the pause budget of 500 ms was over before the switch");
        assertThat(scene.owner("S1").isMoving()).isFalse();
    }

    @Test
    void shouldSwitchWhenTheRegisterAnswersAgainInTime() {
        scene.register.next(FakeRegister.FAIR, FakeRegister.UNREACHABLE, FakeRegister.UNREACHABLE);

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
    }

    @Test
    void shouldStayInDoubtWhenTheWorkerHasToGoBeforeTheRegisterAnswers() {
        scene.register.next(FakeRegister.FAIR, (register, expected, next) -> {
            register.failReads(Integer.MAX_VALUE);
            scene.time.interruptAtPause(10);
            return FakeRegister.IN_DOUBT_AND_DONE.decide(register, expected, next);
        });

        MigrationReport report = scene.run("S1");

        assertThat(report.state()).isEqualTo(MigrationState.IN_DOUBT);
        assertThat(report.detail()).contains("the register decides");
        assertThat(scene.sides.calls("reopen")).isEmpty();
    }

    @Test
    void shouldStayInDoubtWhenTheRegisterHasLostItsContent() {
        scene.register.next(FakeRegister.FAIR, (register, expected, next) -> {
            register.set(MoveScene.table());
            scene.time.interruptAtPause(10);
            return FakeRegister.IN_DOUBT_AND_NOT_DONE.decide(register, expected, next);
        });

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.IN_DOUBT);
        assertThat(scene.sides.calls("reopen")).isEmpty();
    }

    @Test
    void shouldSeeThatItHappenedWhenTheSymbolHasMovedOnSince() {
        scene.register.next(FakeRegister.FAIR, (register, expected, next) -> {
            SymbolOwner moved = next.symbol("S1").orElseThrow();
            register.set(next.with(List.of(moved.movedTo(2))));
            return FakeRegister.IN_DOUBT_AND_NOT_DONE.decide(register, expected, next);
        });

        assertThat(scene.run("S1").state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.sides.calls("reopen")).isEmpty();
    }

    private FakeRegister.Fate inDoubtUntil(Duration later) {
        return (register, expected, next) -> {
            scene.time.pass(later);
            return FakeRegister.IN_DOUBT_AND_NOT_DONE.decide(register, expected, next);
        };
    }
}
