package io.gantry.migration;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.StrategyInfo;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Takes orders on any worker: refuses at once what cannot be, carries out what leaves a partition of this worker, and forwards the rest.
 */
final class Coordinator implements MigrationCoordinator {

    private final Cluster cluster;
    private final LocalMoves here;
    private final ForwardedMoves elsewhere;
    private final StrategyCatalog strategies;
    private final ExecutorService intake;

    /**
     * @param intake bounded; its threads read the register and wait for strategies
     */
    Coordinator(
            Cluster cluster,
            LocalMoves here,
            ForwardedMoves elsewhere,
            StrategyCatalog strategies,
            ExecutorService intake) {
        this.cluster = cluster;
        this.here = here;
        this.elsewhere = elsewhere;
        this.strategies = strategies;
        this.intake = intake;
    }

    @Override
    public CompletionStage<MigrationPlan> plan(MoveOrder order) {
        return onIntake(() -> {
            String worker = resolve(order).source().worker();
            return worker.equals(cluster.self())
                    ? CompletableFuture.completedStage(here.plan(order))
                    : elsewhere.plan(worker, order);
        });
    }

    @Override
    public CompletionStage<MigrationReport> move(MoveOrder order) {
        return onIntake(() -> {
            String worker = resolve(order).source().worker();
            return worker.equals(cluster.self()) ? here.submit(order).end() : elsewhere.move(worker, order);
        });
    }

    /** Plans what leaves this worker, and refuses what leaves another one. */
    CompletionStage<MigrationPlan> planHere(MoveOrder order) {
        return onIntake(() -> CompletableFuture.completedStage(here.plan(order)));
    }

    @Override
    public List<MigrationReport> migrations() {
        return here.reports();
    }

    @Override
    public List<StrategyInfo> strategies() {
        return strategies.list();
    }

    private MigrationRequest resolve(MoveOrder order) {
        OwnerTable owners;
        try {
            owners = cluster.register().read();
        } catch (RegisterException silent) {
            throw new PlanRefusedException("the register cannot be read now: " + StepFailure.words(silent), silent);
        }
        return MoveRules.resolve(order, owners, cluster.membership().workers());
    }

    private <T> CompletionStage<T> onIntake(Supplier<CompletionStage<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            intake.execute(() -> Ends.call(work).whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else {
                    result.completeExceptionally(failure);
                }
            }));
        } catch (RejectedExecutionException full) {
            result.completeExceptionally(
                    new PlanRefusedException("too many moves are asked for at once, or the worker stops", full));
        }
        return result;
    }
}
