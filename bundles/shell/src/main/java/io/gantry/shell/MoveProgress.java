package io.gantry.shell;

import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MoveOrder;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** One move, waited for, and told about while it goes on. Its steps are seen if this worker carries it out; another one's only at the end. */
final class MoveProgress {

    private static final long LOOK_MILLIS = 50;

    private final MigrationCoordinator coordinator;
    private final MoveOrder order;
    private final Consumer<String> told;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> earlier = new HashSet<>();

    MoveProgress(MigrationCoordinator coordinator, MoveOrder order, Consumer<String> told) {
        this.coordinator = coordinator;
        this.order = order;
        this.told = told;
    }

    /**
     * Asks for the move and waits for its end.
     *
     * @throws ShellFailure if it is refused, or its end cannot be learnt
     */
    MigrationReport await() {
        coordinator.migrations().forEach(report -> earlier.add(report.id()));
        CompletableFuture<MigrationReport> end = coordinator.move(order).toCompletableFuture();
        while (true) {
            try {
                MigrationReport report = end.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                tell(report);
                return report;
            } catch (TimeoutException running) {
                current().ifPresent(this::tell);
            } catch (ExecutionException refused) {
                throw new ShellFailure(ShellFailure.FAILED, Words.of(refused));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new ShellFailure(ShellFailure.FAILED, "the shell closes; the migration goes on without it");
            }
        }
    }

    private Optional<MigrationReport> current() {
        return coordinator.migrations().stream()
                .filter(report -> report.symbols().equals(order.symbols()) && !earlier.contains(report.id()))
                .findFirst();
    }

    private void tell(MigrationReport report) {
        tellOnce(MigrationDocument.way(report));
        if (!report.step().isEmpty() && !report.state().isEnd()) {
            tellOnce("  " + report.state() + " " + report.step()
                    + (report.detail().isEmpty() ? "" : ": " + report.detail()));
        }
    }

    private void tellOnce(String line) {
        if (seen.add(line)) {
            told.accept(line);
        }
    }
}
