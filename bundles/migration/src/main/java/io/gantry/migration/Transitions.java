package io.gantry.migration;

import static io.gantry.engine.api.migration.MigrationState.COMMITTED;
import static io.gantry.engine.api.migration.MigrationState.IN_DOUBT;
import static io.gantry.engine.api.migration.MigrationState.PLANNED;
import static io.gantry.engine.api.migration.MigrationState.ROLLED_BACK;
import static io.gantry.engine.api.migration.MigrationState.ROLLING_BACK;
import static io.gantry.engine.api.migration.MigrationState.RUNNING;
import static io.gantry.engine.api.migration.MigrationState.SWITCHED;

import io.gantry.engine.api.migration.MigrationState;
import java.util.Map;
import java.util.Set;

/** Which state of a migration may follow which: the picture at {@link MigrationState}, as a table. */
final class Transitions {

    private static final Map<MigrationState, Set<MigrationState>> NEXT = Map.of(
            PLANNED, Set.of(RUNNING, ROLLED_BACK),
            RUNNING, Set.of(IN_DOUBT, SWITCHED, ROLLING_BACK),
            IN_DOUBT, Set.of(RUNNING, SWITCHED, ROLLING_BACK),
            SWITCHED, Set.of(COMMITTED),
            ROLLING_BACK, Set.of(ROLLED_BACK),
            COMMITTED, Set.of(),
            ROLLED_BACK, Set.of());

    private Transitions() {}

    static boolean isAllowed(MigrationState from, MigrationState to) {
        return NEXT.get(from).contains(to);
    }
}
