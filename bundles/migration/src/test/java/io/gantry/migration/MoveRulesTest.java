package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.PlanRefusedException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What operators ask for by mistake. */
class MoveRulesTest {

    private static final List<WorkerInfo> BOTH = List.of(MoveScene.W1, MoveScene.W2);

    @Test
    void shouldResolvePlacesWhenAllIsWell() {
        MigrationRequest request = resolve(List.of("S2", "S1"), 3);

        assertThat(request)
                .isEqualTo(new MigrationRequest(
                        List.of("S2", "S1"), new Place(1, "w1"), new Place(3, "w2"), "freeze-switch"));
    }

    @Test
    void shouldNameUnknownSymbolsWhenThereAreAny() {
        assertRefused(List.of("S1", "NOPE", "NADA"), 3, "unknown symbols NOPE, NADA");
        assertRefused(List.of("NOPE"), 3, "unknown symbol NOPE");
    }

    @Test
    void shouldRefuseWhenNothingIsNamed() {
        assertRefused(List.of(), 3, "there is no symbol to move: name at least one");
    }

    @Test
    void shouldRefuseWhenASymbolIsNamedTwice() {
        assertRefused(List.of("S1", "S2", "S1"), 3, "symbol S1 is named twice");
    }

    @Test
    void shouldRefuseWhenFarTooManyAreNamed() {
        assertRefused(
                Collections.nCopies(100_000, "S1"), 3, "100000 symbols are too many for one move; the most is 1000");
    }

    @Test
    void shouldMaskANameWhenItIsNoSymbol() {
        assertThatThrownBy(() -> resolve(List.of("../\u0007" + "X".repeat(1 << 20)), 3))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageStartingWith("not a symbol: '../?XXX")
                .message()
                .hasSizeLessThan(300);
    }

    @Test
    void shouldNamePartitionsWhenSymbolsAreInDifferentOnes() {
        assertRefused(
                List.of("S1", "S3", "S2"),
                3,
                "the symbols are in different partitions, move them separately: S1, S2 in 1; S3 in 2");
    }

    @Test
    void shouldListPartitionsWhenTheTargetIsUnknown() {
        assertRefused(List.of("S1"), 9, "unknown partition 9; there are: 1, 2, 3");
        assertRefused(List.of("S1"), -1, "unknown partition -1; there are: 1, 2, 3");
    }

    @Test
    void shouldRefuseWhenTheTargetIsTheSource() {
        assertRefused(List.of("S1"), 1, "S1 is in partition 1 already");
        assertRefused(List.of("S1", "S2"), 1, "S1, S2 are in partition 1 already");
    }

    @Test
    void shouldRefuseWhenTheTargetsWorkerIsNotAlive() {
        assertThatThrownBy(() -> MoveRules.resolve(order(List.of("S1"), 3), MoveScene.table(), List.of(MoveScene.W1)))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage(
                        "partition 3 is on worker w2, which is not alive: it could not take symbols over (alive: w1)");
    }

    @Test
    void shouldRefuseWhenTheSourcesWorkerIsNotAlive() {
        assertThatThrownBy(() -> MoveRules.resolve(order(List.of("S4"), 1), MoveScene.table(), List.of(MoveScene.W1)))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("only the owner can hand symbols over");
    }

    @Test
    void shouldNameTheMigrationWhenASymbolIsMovingAlready() {
        OwnerTable moving =
                MoveScene.table().with(List.of(MoveScene.symbol("S2", 2, 1).withMigration("S2-e1-v4")));

        assertThatThrownBy(() -> MoveRules.resolve(order(List.of("S1", "S2"), 3), moving, BOTH))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage("symbol S2 is moving already: migration S2-e1-v4");
    }

    @Test
    void shouldRefuseWhenTheStrategyHasNoProperName() {
        for (String name : new String[] {null, "", "a b", "x".repeat(65)}) {
            assertThatThrownBy(() -> MoveRules.resolve(new MoveOrder(List.of("S1"), 3, name), MoveScene.table(), BOTH))
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageStartingWith("not the name of a strategy");
        }
    }

    private static MoveOrder order(List<String> symbols, int target) {
        return new MoveOrder(symbols, target, "freeze-switch");
    }

    private static MigrationRequest resolve(List<String> symbols, int target) {
        return MoveRules.resolve(order(symbols, target), MoveScene.table(), BOTH);
    }

    private static void assertRefused(List<String> symbols, int target, String why) {
        assertThatThrownBy(() -> resolve(symbols, target))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage(why);
    }
}
