package io.gantry.migration;

import io.gantry.engine.api.migration.ClusterView;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.PlanRefusedException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one place where a strategy is called: with a time budget, on a thread that may be lost, and with every way to misbehave turned into a
 * {@link PlanRefusedException}.
 */
final class StrategyGuard {

    private final StrategyCatalog catalog;
    private final ExecutorService threads;
    private final Duration budget;

    /**
     * @param threads bounded, without a queue: a strategy that never returns keeps one
     */
    StrategyGuard(StrategyCatalog catalog, ExecutorService threads, Duration budget) {
        this.catalog = catalog;
        this.threads = threads;
        this.budget = budget;
    }

    /**
     * The plan for a request. Blocks for the budget at most.
     *
     * @throws PlanRefusedException if there is none, saying why
     */
    MigrationPlan plan(MigrationRequest request, ClusterView cluster) {
        String name = request.strategy();
        Future<MigrationPlan> planning;
        try {
            planning = threads.submit(() -> catalog.borrow(name, strategy -> strategy.plan(request, cluster)));
        } catch (RejectedExecutionException busy) {
            throw new PlanRefusedException(
                    "strategy " + name
                            + " cannot be asked: all planning threads are taken by strategies that do not return",
                    busy);
        }
        return checked(name, request, await(name, planning));
    }

    private MigrationPlan await(String name, Future<MigrationPlan> planning) {
        try {
            return planning.get(budget.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            planning.cancel(true);
            throw new PlanRefusedException(
                    "strategy " + name + " made no plan within " + budget.toMillis() + " ms", late);
        } catch (InterruptedException stopped) {
            planning.cancel(true);
            Thread.currentThread().interrupt();
            throw new PlanRefusedException("the worker stops", stopped);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof PlanRefusedException refused) {
                throw new PlanRefusedException(StepFailure.words(refused), refused);
            }
            throw new PlanRefusedException(
                    "strategy " + name + " failed: " + StepFailure.words(failed.getCause()), failed.getCause());
        }
    }

    private static MigrationPlan checked(String name, MigrationRequest request, MigrationPlan plan) {
        if (plan == null) {
            throw new PlanRefusedException("strategy " + name + " returned no plan");
        }
        if (!plan.request().equals(request)) {
            throw new PlanRefusedException("strategy " + name + " returned a plan for something else: asked " + request
                    + ", planned " + plan.request());
        }
        return plan;
    }
}
