package io.gantry.engine.api.migration;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Moves symbols. May be asked on any worker; the one that hosts the source partition does the work. Any thread, no blocking; stages fail
 * with {@link PlanRefusedException} when a move cannot begin.
 */
@ProviderType
public interface MigrationCoordinator {

    /** The plan that {@link #move} would carry out now. Changes nothing. */
    CompletionStage<MigrationPlan> plan(MoveOrder order);

    /** Moves symbols. Completes when the migration has ended one way or the other; its state tells which. */
    CompletionStage<MigrationReport> move(MoveOrder order);

    /** Migrations that this worker coordinates or coordinated, newest first, a bounded number. */
    List<MigrationReport> migrations();

    /** Strategies that can be asked for on this worker, by name. */
    List<StrategyInfo> strategies();
}
