package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationObserver;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.PlanStep;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.migration.StrategyInfo;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

/** Strategies come, go and change while a worker runs and its markets trade. */
@ExtendWith(ContainerExtension.class)
final class StrategyHotSwapIT {

    private static final String BUNDLE = "io.gantry.migration.freeze-switch";
    private static final String STRATEGY = "freeze-switch";
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int SOME = 500;

    private final MigrationCoordinator coordinator;
    private final PartitionHost partitions;
    private final SymbolListing listing;
    private final Services services;
    private final TestHome home;
    private final Bundle bundle;

    StrategyHotSwapIT(Services services, TestHome home) {
        this.services = services;
        this.home = home;
        coordinator = services.get(MigrationCoordinator.class);
        partitions = services.get(PartitionHost.class);
        listing = services.get(SymbolListing.class);
        bundle = services.bundle(BUNDLE);
    }

    @BeforeEach
    void awaitWorker() {
        await("partitions serve")
                .atMost(LIMIT)
                .until(() -> partitions.reports().stream()
                        .allMatch(report -> report.state().equals("SERVING")));
        await("port").atMost(LIMIT).until(() -> home.port().isPresent());
    }

    /** Back to the distribution's own version. */
    @AfterEach
    void restoreStrategy() throws BundleException {
        bundle.update();
        bundle.start();
    }

    @Test
    void shouldMoveByTheNewVersionWhenTheStrategyWasStoppedUpdatedAndStarted() throws Exception {
        int symbolId = list("SWAP");
        try (Trading trading = new Trading("SWAP", 1, 101, ports())) {
            trading.send(SOME);
            assertThat(move("SWAP", 2).state()).isEqualTo(MigrationState.COMMITTED);

            bundle.stop();
            trading.send(SOME);
            assertThatThrownBy(() -> move("SWAP", 1))
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageContaining("'" + STRATEGY + "'");
            assertThat(coordinator.strategies()).isEmpty();

            bundle.update(new ByteArrayInputStream(new StrategyJar(BUNDLE, "9.0.0", STRATEGY, 4321).bytes()));
            bundle.start();
            await("new version")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(coordinator.strategies())
                            .containsExactly(new StrategyInfo(STRATEGY, 0, BUNDLE, "9.0.0")));
            assertThat(pauseBudget(plan("SWAP", 1))).isEqualTo(Duration.ofMillis(4321));
            trading.send(SOME);
            MigrationReport back = move("SWAP", 1);
            trading.send(SOME);
            trading.awaitOutcomes();

            assertThat(back.state()).as("%s", back).isEqualTo(MigrationState.COMMITTED);
            trading.check(book(1, symbolId));
        }
    }

    @Test
    void shouldMoveByAThirdPartysStrategyWhenItsJarIsDroppedIn() throws Exception {
        list("DROP");
        Path jar = home.deploy().resolve("acme-brisk.jar");

        Files.write(jar, new StrategyJar("com.acme.brisk", "1.2.3", "acme-brisk", 1234).bytes());
        await("dropped in")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(coordinator.strategies())
                        .contains(new StrategyInfo("acme-brisk", 0, "com.acme.brisk", "1.2.3")));
        MoveOrder order = new MoveOrder(List.of("DROP"), 2, "acme-brisk");
        MigrationPlan plan = get(coordinator.plan(order));
        MigrationReport report = get(coordinator.move(order));

        assertThat(pauseBudget(plan)).isEqualTo(Duration.ofMillis(1234));
        assertThat(report.state()).as("%s", report).isEqualTo(MigrationState.COMMITTED);
        Files.delete(jar);
        await("taken out")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(coordinator.strategies())
                        .extracting(StrategyInfo::name)
                        .containsExactly(STRATEGY));
    }

    @Test
    void shouldEndOnItsOwnPlanWhenTheStrategyLeavesDuringTheMove() throws Exception {
        int symbolId = list("HOLD");
        Holding holding = new Holding(StepKind.GATE);
        ServiceRegistration<?> registration = services.register(MigrationObserver.class, holding);
        try (Trading trading = new Trading("HOLD", 2, 102, ports())) {
            trading.send(SOME);

            CompletableFuture<MigrationReport> move = coordinator
                    .move(new MoveOrder(List.of("HOLD"), 2, STRATEGY))
                    .toCompletableFuture();
            assertThat(holding.reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            bundle.stop();
            holding.released.countDown();
            MigrationReport report = get(move);
            trading.send(SOME);
            trading.awaitOutcomes();

            assertThat(report.state()).as("%s", report).isEqualTo(MigrationState.COMMITTED);
            trading.check(book(2, symbolId));
        } finally {
            holding.released.countDown();
            registration.unregister();
        }
    }

    private int list(String symbol) {
        return listing.list(List.of(new NewSymbol(symbol, 1, 2, 1, 1)))
                .get(0)
                .instrument()
                .symbolId();
    }

    private MigrationPlan plan(String symbol, int target) throws Exception {
        return get(coordinator.plan(new MoveOrder(List.of(symbol), target, STRATEGY)));
    }

    private MigrationReport move(String symbol, int target) throws Exception {
        return get(coordinator.move(new MoveOrder(List.of(symbol), target, STRATEGY)));
    }

    private BookView book(int partition, int symbolId) throws Exception {
        return get(partitions.book(partition, symbolId, 1000));
    }

    private List<Integer> ports() {
        return List.of(home.port().getAsInt());
    }

    private static Duration pauseBudget(MigrationPlan plan) {
        return plan.steps().stream()
                .filter(step -> step.kind() == StepKind.GATE)
                .map(PlanStep::budget)
                .findFirst()
                .orElseThrow();
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failure;
        }
    }

    /** Holds migrations before a step. */
    private static final class Holding implements MigrationObserver {

        private final StepKind held;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);

        private Holding(StepKind held) {
            this.held = held;
        }

        @Override
        public void before(MigrationReport migration, StepKind step) {
            if (step != held) {
                return;
            }
            reached.countDown();
            try {
                if (!released.await(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("held for too long");
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
