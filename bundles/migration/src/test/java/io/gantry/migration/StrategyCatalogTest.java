package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.migration.ClusterView;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MigrationStrategy;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.StrategyInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/** Strategies come, go and misbehave. */
class StrategyCatalogTest {

    private static final String NAME = "migration.strategy.name";
    private static final MigrationPlan PLAN = MoveScene.plan("S1");
    private static final ClusterView CLUSTER = new ClusterView(MoveScene.table(), List.of(MoveScene.W1));

    private final FakeServices services = new FakeServices();
    private final StrategyCatalog catalog = new StrategyCatalog(services.context());
    private final ExecutorService threads = Executors.newCachedThreadPool(new NamedThreads("planning"));
    private final StrategyGuard guard = new StrategyGuard(catalog, threads, Duration.ofSeconds(20));

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void shouldGiveTheServiceBackWhenItHasPlanned() {
        add("freeze-switch", 0, (request, cluster) -> PLAN);

        assertThat(plan("freeze-switch")).isEqualTo(PLAN);
        assertThat(plan("freeze-switch")).isEqualTo(PLAN);
        assertThat(services.loans()).containsExactly("get", "unget", "get", "unget");
    }

    @Test
    void shouldAskTheHighestRankingWhenSeveralHaveOneName() {
        add("freeze-switch", 0, (request, cluster) -> {
            throw new AssertionError("the wrong one");
        });
        ServiceReference<MigrationStrategy> better = add("freeze-switch", 5, (request, cluster) -> PLAN);

        assertThat(plan("freeze-switch")).isEqualTo(PLAN);
        assertThat(catalog.list()).containsExactly(new StrategyInfo("freeze-switch", 5, "bundle-2", "1.2.3"));

        catalog.remove(better);
        assertThat(catalog.list()).containsExactly(new StrategyInfo("freeze-switch", 0, "bundle-1", "1.2.3"));
    }

    @Test
    void shouldListWhatThereIsWhenTheStrategyIsUnknown() {
        add("precopy", 0, (request, cluster) -> PLAN);
        add("freeze-switch", 0, (request, cluster) -> PLAN);

        assertRefused("nonsense", "unknown strategy 'nonsense'; there are: freeze-switch, precopy");
    }

    @Test
    void shouldSaySoWhenThereIsNoStrategyAtAll() {
        assertRefused("freeze-switch", "unknown strategy 'freeze-switch'; there is none now");
    }

    @Test
    void shouldIgnoreAStrategyWithoutAName() {
        catalog.add(services.register((request, cluster) -> PLAN, Map.of()));

        assertThat(catalog.list()).isEmpty();
    }

    @Test
    void shouldRefuseWhenTheStrategyThrows() {
        add("freeze-switch", 0, (request, cluster) -> {
            throw new NoClassDefFoundError("com/acme/Gone");
        });

        assertRefused("freeze-switch", "strategy freeze-switch failed: NoClassDefFoundError: com/acme/Gone");
        assertThat(services.loans()).containsExactly("get", "unget");
    }

    @Test
    void shouldPassTheWordsOnWhenTheStrategyRefuses() {
        add("freeze-switch", 0, (request, cluster) -> {
            throw new PlanRefusedException("not before noon");
        });

        assertRefused("freeze-switch", "not before noon");
    }

    @Test
    void shouldRefuseWhenTheStrategyReturnsNull() {
        add("freeze-switch", 0, (request, cluster) -> null);

        assertRefused("freeze-switch", "strategy freeze-switch returned no plan");
    }

    @Test
    void shouldRefuseWhenThePlanIsForSomethingElse() {
        add("freeze-switch", 0, (request, cluster) -> MoveScene.plan("S2"));

        assertThatThrownBy(() -> plan("freeze-switch"))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageStartingWith("strategy freeze-switch returned a plan for something else");
    }

    @Test
    void shouldRefuseWhenTheStrategyBlocksAndAgainWhileItKeepsTheThread() {
        CountDownLatch never = new CountDownLatch(1);
        add("freeze-switch", 0, (request, cluster) -> {
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException ignored) {
                    // A strategy that does not even mind being interrupted.
                    continue;
                }
                return PLAN;
            }
        });
        ExecutorService oneThread = new ThreadPoolExecutor(1, 1, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
        StrategyGuard impatient = new StrategyGuard(catalog, oneThread, Duration.ofMillis(50));

        assertThatThrownBy(() -> impatient.plan(PLAN.request(), CLUSTER))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage("strategy freeze-switch made no plan within 50 ms");
        assertThatThrownBy(() -> impatient.plan(PLAN.request(), CLUSTER))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageContaining("all planning threads are taken");
        never.countDown();
        oneThread.shutdownNow();
    }

    @Test
    void shouldRefuseWhenTheStrategyLeavesBetweenChoosingAndAsking() {
        services.unregister(add("freeze-switch", 0, (request, cluster) -> PLAN));

        assertRefused("freeze-switch", "strategy freeze-switch left a moment ago; ask again");
    }

    @Test
    void shouldRefuseWhenTheStrategyDoesNotStart() {
        services.breakDown(add("freeze-switch", 0, (request, cluster) -> PLAN));

        assertRefused("freeze-switch", "strategy freeze-switch does not start; the worker's log says why");
    }

    private ServiceReference<MigrationStrategy> add(String name, int ranking, MigrationStrategy strategy) {
        ServiceReference<MigrationStrategy> reference =
                services.register(strategy, Map.of(NAME, name, Constants.SERVICE_RANKING, ranking));
        catalog.add(reference);
        return reference;
    }

    private MigrationPlan plan(String strategy) {
        MigrationRequest asked = PLAN.request();
        return guard.plan(new MigrationRequest(asked.symbols(), asked.source(), asked.target(), strategy), CLUSTER);
    }

    private void assertRefused(String strategy, String why) {
        assertThatThrownBy(() -> plan(strategy))
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage(why);
    }
}
