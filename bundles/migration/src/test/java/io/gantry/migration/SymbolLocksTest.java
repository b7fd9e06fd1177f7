package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.migration.PlanRefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolLocksTest {

    private final MoveScene.FakeLocks locks = new MoveScene.FakeLocks();

    @Test
    void shouldHoldAllUntilClosed() {
        SymbolLocks taken = SymbolLocks.take(locks, List.of("S2", "S1"));

        assertThat(locks.held()).containsExactlyInAnyOrder("symbol-S1", "symbol-S2");

        taken.close();
        assertThat(locks.held()).isEmpty();
    }

    @Test
    void shouldHoldNoneWhenOneIsTaken() {
        locks.holdElsewhere("symbol-S2");

        assertThatThrownBy(() -> SymbolLocks.take(locks, List.of("S3", "S2", "S1")))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageStartingWith("another coordinator holds symbol S2");
        assertThat(locks.held()).containsExactly("symbol-S2");
    }

    @Test
    void shouldRefuseWhenNoAgreementCanBeHad() {
        assertThatThrownBy(() -> SymbolLocks.take(
                        name -> {
                            throw new RegisterException("no leader", false, null);
                        },
                        List.of("S1")))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage("the locks cannot be had now: no leader");
    }
}
