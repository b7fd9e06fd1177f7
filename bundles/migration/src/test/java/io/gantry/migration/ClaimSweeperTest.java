package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Claims that a dead coordinator left behind. */
class ClaimSweeperTest {

    private final MoveScene scene = new MoveScene();

    @Test
    void shouldRollBackWhatWasLeftBehindWhenItStarts() {
        scene.register.set(scene.register.table().with(List.of(scene.owner("S1").withMigration("old"))));

        sweeper(Set.of()).run();

        assertThat(scene.owner("S1")).isEqualTo(MoveScene.symbol("S1", 1, 1));
        assertThat(scene.sides.calls()).containsExactly("reopen 1/1", "discard 2/1", "discard 3/1");
    }

    @Test
    void shouldLeaveClaimsAloneWhenTheyAreHeldOrNotOurs() {
        OwnerTable claimed = scene.register
                .table()
                .with(List.of(
                        scene.owner("S1").withMigration("held"),
                        scene.owner("S4").withMigration("elsewhere")));
        scene.register.set(claimed);

        sweeper(Set.of("held")).run();

        assertThat(scene.register.table()).isEqualTo(claimed);
        assertThat(scene.sides.calls()).isEmpty();
    }

    @Test
    void shouldTouchNothingWhenTheTableChangesMeanwhile() {
        scene.register.set(scene.register.table().with(List.of(scene.owner("S1").withMigration("old"))));
        scene.register.next(FakeRegister.after(MigrationRunTest::moveS4));
        ClaimSweeper sweeper = sweeper(Set.of());

        sweeper.run();
        assertThat(scene.sides.calls()).isEmpty();
        assertThat(scene.owner("S1").isMoving()).isTrue();

        sweeper.run();
        assertThat(scene.owner("S1").isMoving()).isFalse();
    }

    @Test
    void shouldTryAgainWhenTheRegisterIsSilent() {
        scene.register.set(scene.register.table().with(List.of(scene.owner("S1").withMigration("old"))));
        scene.register.failReads(1);
        ClaimSweeper sweeper = sweeper(Set.of());

        sweeper.run();
        sweeper.run();

        assertThat(scene.owner("S1").isMoving()).isFalse();
    }

    @Test
    void shouldCleanUpAtTheNextLookWhenTheAnswerToTheRemovalWasLost() {
        scene.register.set(scene.register.table().with(List.of(scene.owner("S1").withMigration("old"))));
        scene.register.next(FakeRegister.IN_DOUBT_AND_DONE);
        ClaimSweeper sweeper = sweeper(Set.of());

        sweeper.run();
        assertThat(scene.sides.calls()).isEmpty();

        sweeper.run();
        assertThat(scene.sides.calls("reopen")).containsExactly("reopen 1/1");
    }

    @Test
    void shouldGoOnCleaningUpWhenATargetDoesNotAnswer() {
        scene.register.set(scene.register.table().with(List.of(scene.owner("S1").withMigration("old"))));
        scene.sides.staySilent("discard", 1);

        sweeper(Set.of()).run();

        assertThat(scene.sides.calls("discard")).containsExactly("discard 2/1", "discard 3/1");
    }

    private ClaimSweeper sweeper(Set<String> running) {
        Cluster cluster = new Cluster(
                scene.register, scene.routes(), new MoveScene.FakeLocks(), membership(MoveScene.W1), (CallablePeers)
                        (worker, service, request) -> new CompletableFuture<>());
        return new ClaimSweeper(
                cluster, new Ends(scene.sides, scene.sides), worker -> scene.sides, running::contains, scene.time);
    }

    static Membership membership(WorkerInfo self) {
        return new Membership() {
            @Override
            public WorkerInfo self() {
                return self;
            }

            @Override
            public List<WorkerInfo> workers() {
                return List.of(MoveScene.W1, MoveScene.W2);
            }

            @Override
            public boolean clustered() {
                return true;
            }
        };
    }
}
