package io.gantry.itests;

import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.PlanStep;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.partition.PartitionReport;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** The worker in the container under test, as an operator has it, but by its services. */
final class Engine {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LEVELS = 1000;

    private final MigrationCoordinator coordinator;
    private final PartitionHost partitions;
    private final SymbolListing listing;
    private final TestHome home;

    Engine(Services services, TestHome home) {
        coordinator = services.get(MigrationCoordinator.class);
        partitions = services.get(PartitionHost.class);
        listing = services.get(SymbolListing.class);
        this.home = home;
    }

    MigrationCoordinator coordinator() {
        return coordinator;
    }

    void awaitServing() {
        await("partitions serve")
                .atMost(LIMIT)
                .until(() -> partitions.reports().stream()
                        .allMatch(report -> report.state().equals("SERVING")));
        await("port").atMost(LIMIT).until(() -> home.port().isPresent());
    }

    List<PartitionReport> reports() {
        return partitions.reports();
    }

    /** Where clients connect. */
    List<Integer> ports() {
        return List.of(home.port().getAsInt());
    }

    /** Lists a symbol and answers its number. */
    int list(String symbol, int partition) {
        return listing.list(List.of(new NewSymbol(symbol, partition, 2, 1, 1)))
                .get(0)
                .instrument()
                .symbolId();
    }

    MigrationPlan plan(String symbol, int target, String strategy) throws Exception {
        return get(coordinator.plan(new MoveOrder(List.of(symbol), target, strategy)));
    }

    MigrationReport move(String symbol, int target, String strategy) throws Exception {
        return get(coordinator.move(new MoveOrder(List.of(symbol), target, strategy)));
    }

    BookView book(int partition, int symbolId) throws Exception {
        return get(partitions.book(partition, symbolId, LEVELS));
    }

    static Duration pauseBudget(MigrationPlan plan) {
        return plan.steps().stream()
                .filter(step -> step.kind() == StepKind.GATE)
                .map(PlanStep::budget)
                .findFirst()
                .orElseThrow();
    }

    /** Waits for a stage and throws what it failed with. */
    static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
