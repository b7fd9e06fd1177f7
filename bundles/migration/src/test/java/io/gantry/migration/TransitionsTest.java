package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.migration.MigrationState;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransitionsTest {

    private static final Set<String> LEGAL = Set.of(
            "PLANNED RUNNING",
            "PLANNED ROLLED_BACK",
            "RUNNING IN_DOUBT",
            "RUNNING SWITCHED",
            "RUNNING ROLLING_BACK",
            "IN_DOUBT RUNNING",
            "IN_DOUBT SWITCHED",
            "IN_DOUBT ROLLING_BACK",
            "SWITCHED COMMITTED",
            "ROLLING_BACK ROLLED_BACK");

    static Stream<Arguments> allPairs() {
        return Stream.of(MigrationState.values())
                .flatMap(from -> Stream.of(MigrationState.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("allPairs")
    void shouldAllowExactlyThePicturedTransitions(MigrationState from, MigrationState to) {
        assertThat(Transitions.isAllowed(from, to)).isEqualTo(LEGAL.contains(from + " " + to));
    }

    @Test
    void shouldRefuseToMoveWhenTheTableDoesNotKnowTheStep() {
        MigrationSession session = new MoveScene().session("S1");

        assertThatThrownBy(() -> session.moveTo(MigrationState.COMMITTED, "a bug"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no way from PLANNED to COMMITTED");
        assertThat(session.state()).isEqualTo(MigrationState.PLANNED);
    }
}
