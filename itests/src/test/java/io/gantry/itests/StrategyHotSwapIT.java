package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.migration.MigrationObserver;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.migration.StrategyInfo;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SOME = 500;

    private final Services services;
    private final Engine engine;
    private final TestHome home;
    private final Bundle bundle;

    StrategyHotSwapIT(Services services, Engine engine, TestHome home) {
        this.services = services;
        this.engine = engine;
        this.home = home;
        bundle = services.bundle(BUNDLE);
    }

    @BeforeEach
    void awaitWorker() {
        engine.awaitServing();
    }

    /** Back to the distribution's own version. */
    @AfterEach
    void restoreStrategy() throws BundleException {
        bundle.update();
        bundle.start();
    }

    @Test
    void shouldMoveByTheNewVersionWhenTheStrategyWasStoppedUpdatedAndStarted() throws Exception {
        int symbolId = engine.list("SWAP", 1);
        try (Trading trading = new Trading("SWAP", 1, 101, engine.ports())) {
            trading.send(SOME);
            assertThat(Engine.pauseBudget(engine.plan("SWAP", 2, STRATEGY))).isEqualTo(TestHome.PAUSE_BUDGET);
            assertThat(engine.move("SWAP", 2, STRATEGY).state()).isEqualTo(MigrationState.COMMITTED);

            bundle.stop();
            trading.send(SOME);
            assertThatThrownBy(() -> engine.move("SWAP", 1, STRATEGY))
                    .isInstanceOf(PlanRefusedException.class)
                    .hasMessageContaining("'" + STRATEGY + "'");
            assertThat(engine.coordinator().strategies()).isEmpty();

            bundle.update(new ByteArrayInputStream(new StrategyJar(BUNDLE, "9.0.0", STRATEGY, 4321).bytes()));
            bundle.start();
            await("new version")
                    .atMost(LIMIT)
                    .untilAsserted(() -> assertThat(engine.coordinator().strategies())
                            .containsExactly(new StrategyInfo(STRATEGY, 0, BUNDLE, "9.0.0")));
            assertThat(Engine.pauseBudget(engine.plan("SWAP", 1, STRATEGY))).isEqualTo(Duration.ofMillis(4321));
            trading.send(SOME);
            MigrationReport back = engine.move("SWAP", 1, STRATEGY);
            trading.send(SOME);
            trading.awaitOutcomes();

            assertThat(back.state()).as("%s", back).isEqualTo(MigrationState.COMMITTED);
            trading.check(engine.book(1, symbolId));
        }
    }

    @Test
    void shouldMoveByAThirdPartysStrategyWhenItsJarIsDroppedIn() throws Exception {
        engine.list("DROP", 1);
        Path jar = home.deploy().resolve("acme-brisk.jar");

        Files.write(jar, new StrategyJar("com.acme.brisk", "1.2.3", "acme-brisk", 1234).bytes());
        await("dropped in")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(engine.coordinator().strategies())
                        .contains(new StrategyInfo("acme-brisk", 0, "com.acme.brisk", "1.2.3")));
        MigrationPlan plan = engine.plan("DROP", 2, "acme-brisk");
        MigrationReport report = engine.move("DROP", 2, "acme-brisk");

        assertThat(Engine.pauseBudget(plan)).isEqualTo(Duration.ofMillis(1234));
        assertThat(report.state()).as("%s", report).isEqualTo(MigrationState.COMMITTED);
        Files.delete(jar);
        await("taken out")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(engine.coordinator().strategies())
                        .extracting(StrategyInfo::name)
                        .containsExactly(STRATEGY));
    }

    @Test
    void shouldEndOnItsOwnPlanWhenTheStrategyLeavesDuringTheMove() throws Exception {
        int symbolId = engine.list("HOLD", 1);
        Holding holding = new Holding(StepKind.GATE);
        ServiceRegistration<?> registration = services.register(MigrationObserver.class, holding);
        try (Trading trading = new Trading("HOLD", 2, 102, engine.ports())) {
            trading.send(SOME);

            CompletableFuture<MigrationReport> move = engine.coordinator()
                    .move(new MoveOrder(List.of("HOLD"), 2, STRATEGY))
                    .toCompletableFuture();
            assertThat(holding.reached.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            bundle.stop();
            holding.released.countDown();
            MigrationReport report = Engine.get(move);
            trading.send(SOME);
            trading.awaitOutcomes();

            assertThat(report.state()).as("%s", report).isEqualTo(MigrationState.COMMITTED);
            trading.check(engine.book(2, symbolId));
        } finally {
            holding.released.countDown();
            registration.unregister();
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
