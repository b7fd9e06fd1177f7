package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.migration.ClusterView;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.MigrationStrategy;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.PlanRefusedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two workers' coordinators over one register, with real threads. */
class CoordinatorTest {

    private static final Limits LIMITS = new Limits(
            1, 2, 3, Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofSeconds(10));

    private final MoveScene scene = new MoveScene();
    private final MoveScene.FakeLocks locks = new MoveScene.FakeLocks();
    private final ExecutorService threads = Executors.newCachedThreadPool(new NamedThreads("test"));
    private final List<LocalMoves> opened = new ArrayList<>();
    private final AtomicInteger dropNextCalls = new AtomicInteger();
    private final Node w1 = new Node(MoveScene.W1);
    private final Node w2 = new Node(MoveScene.W2);

    @AfterEach
    void stop() {
        opened.forEach(LocalMoves::close);
        threads.shutdownNow();
    }

    @Test
    void shouldMoveBetweenPartitionsOfOneWorkerWhenAskedThere() {
        MigrationReport report = join(w1.coordinator.move(order("S1", 2)));

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(report.id()).isEqualTo("S1-e1-v4");
        assertThat(scene.owner("S1").partition()).isEqualTo(2);
        assertThat(w1.coordinator.migrations()).containsExactly(report);
        assertThat(locks.held()).isEmpty();
    }

    @Test
    void shouldMoveBackAndForthWhenAskedOneAfterTheOther() {
        assertThat(join(w1.coordinator.move(order("S1", 3))).state()).isEqualTo(MigrationState.COMMITTED);
        MigrationReport back = join(w2.coordinator.move(order("S1", 1)));

        assertThat(back.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(scene.owner("S1").epoch()).isEqualTo(3);
        assertThat(w2.coordinator.migrations()).hasSize(1);
    }

    @Test
    void shouldForwardWhenTheSourceIsOnAnotherWorker() {
        MigrationReport report = join(w2.coordinator.move(order("S1", 3)));

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(report).isEqualTo(w1.coordinator.migrations().get(0));
        assertThat(w2.coordinator.migrations()).isEmpty();
    }

    @Test
    void shouldFollowTheMoveWhenItsCallGotNoAnswer() {
        dropNextCalls.set(3);

        MigrationReport report = join(w2.coordinator.move(order("S1", 3)));

        assertThat(report.state()).isEqualTo(MigrationState.COMMITTED);
        assertThat(w1.coordinator.migrations())
                .as("asked once, however often asked about")
                .hasSize(1);
    }

    @Test
    void shouldPlanAndChangeNothingWhenItIsADryRun() {
        MigrationPlan here = join(w1.coordinator.plan(order("S1", 3)));
        MigrationPlan forwarded = join(w2.coordinator.plan(order("S1", 3)));

        assertThat(forwarded).isEqualTo(here).isEqualTo(MoveScene.plan("S1"));
        assertThat(scene.register.table()).isEqualTo(MoveScene.table());
        assertThat(scene.sides.calls()).isEmpty();
    }

    @Test
    void shouldPassTheRefusalOnWhenTheOtherWorkerRefuses() {
        w1.strategy = (request, cluster) -> {
            throw new PlanRefusedException("not before noon");
        };

        assertRefused(w2.coordinator.move(order("S1", 3)), "not before noon");
        assertRefused(w2.coordinator.plan(order("S1", 3)), "not before noon");
        assertRefused(w1.coordinator.move(order("S1", 3)), "not before noon");
        assertThat(w1.coordinator.migrations()).isEmpty();
    }

    @Test
    void shouldRefuseTheSecondOperatorWhenASymbolIsMoving() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        scene.sides.beforeEach("copy", () -> {
            reached.countDown();
            awaitQuietly(held);
        });
        CompletionStage<MigrationReport> first = w1.coordinator.move(order("S1", 3));
        reached.await();

        assertRefused(w2.coordinator.move(order("S1", 2)), "symbol S1 is moving already: migration S1-e1-v4");
        held.countDown();
        assertThat(join(first).state()).isEqualTo(MigrationState.COMMITTED);
    }

    @Test
    void shouldRefuseWhenAnotherCoordinatorHoldsTheLock() {
        locks.holdElsewhere("symbol-S1");

        assertThatThrownBy(() -> join(w1.coordinator.move(order("S1", 3))))
                .cause()
                .isInstanceOf(PlanRefusedException.class)
                .hasMessageStartingWith("another coordinator holds symbol S1");
    }

    @Test
    void shouldRefuseWhenTooManyWait() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        scene.sides.beforeEach("copy", () -> {
            reached.countDown();
            awaitQuietly(held);
        });
        Move running = w1.moves.submit(order("S1", 3));
        reached.await();
        Move waiting = w1.moves.submit(order("S2", 3));
        Move alsoWaiting = w1.moves.submit(order("S3", 3));
        Move tooMany = w1.moves.submit(order("S3", 1));

        assertRefused(tooMany.end(), "1 migrations run and 2 wait already; ask again later");
        assertThat(waiting.progress()).isEmpty();
        held.countDown();
        assertThat(List.of(join(running.end()), join(waiting.end()), join(alsoWaiting.end())))
                .allMatch(report -> report.state() == MigrationState.COMMITTED);
    }

    @Test
    void shouldRollBackRunningAndRefuseWaitingWhenTheWorkerStops() throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        scene.sides.staySilent("seal");
        scene.sides.beforeEach("seal", reached::countDown);
        LocalMoves moves = new Node(MoveScene.W1, new SystemTime()).moves;
        Move running = moves.submit(longOrder("S1"));
        Move waiting = moves.submit(longOrder("S2"));
        reached.await();

        moves.close();

        MigrationReport report = join(running.end());
        assertThat(report.state()).isEqualTo(MigrationState.ROLLED_BACK);
        assertThat(report.detail()).contains("the worker stops");
        assertThat(scene.sides.calls("reopen")).hasSize(1);
        assertThat(scene.owner("S1").isMoving()).isFalse();
        assertRefused(waiting.end(), "the worker stops");
        assertRefused(moves.submit(longOrder("S2")).end(), "the worker stops");
    }

    @Test
    void shouldRememberOnlyTheNewestWhenManyHaveEnded() {
        for (int i = 0; i < 3; i++) {
            join(w1.coordinator.move(order("S1", 2)));
            join(w1.coordinator.move(order("S1", 1)));
        }

        List<MigrationReport> reports = w1.coordinator.migrations();
        assertThat(reports).hasSize(LIMITS.remembered() + LIMITS.maxRunning());
        assertThat(reports.get(0).id()).isEqualTo("S1-e6-v14");
    }

    @Test
    void shouldRefuseWhenTheRegisterCannotBeRead() {
        scene.register.failReads(1);

        assertRefused(w1.coordinator.move(order("S1", 3)), "the register cannot be read now: no leader");
    }

    @Test
    void shouldRefuseToCarryOutForAPeerWhatIsNotHere() {
        assertThatThrownBy(() -> join(w2.moves.submit(order("S1", 3)).end()))
                .cause()
                .hasMessageStartingWith("partition 1 is on worker w1, not here (w2)");
    }

    @Test
    void shouldSayThatTheMoveMayGoOnWhenTheOtherWorkerFallsSilent() {
        dropNextCalls.set(Integer.MAX_VALUE);

        assertThatThrownBy(() -> join(w2.coordinator.move(order("S1", 3))))
                .cause()
                .isInstanceOf(PeerException.class)
                .hasMessageContaining("worker w1 carries the move out and does not answer any more");
        await().until(() -> scene.owner("S1").partition() == 3);
    }

    private final class Node {

        private final LocalMoves moves;
        private final Coordinator coordinator;
        private final MovesForPeers forPeers;
        private volatile MigrationStrategy strategy = CoordinatorTest::plan;

        Node(WorkerInfo self) {
            this(self, scene.time);
        }

        Node(WorkerInfo self, MigrationTime time) {
            FakeServices services = new FakeServices();
            StrategyCatalog catalog = new StrategyCatalog(services.context());
            MigrationStrategy current = (request, cluster) -> strategy.plan(request, cluster);
            catalog.add(services.register(current, Map.of("migration.strategy.name", "freeze-switch")));
            Cluster cluster =
                    new Cluster(scene.register, scene.routes(), locks, ClaimSweeperTest.membership(self), peers());
            moves = new LocalMoves(
                    cluster,
                    new Ends(scene.sides, scene.sides),
                    new StrategyGuard(catalog, threads, Duration.ofSeconds(20)),
                    scene.observers(),
                    time,
                    LIMITS);
            opened.add(moves);
            AtomicInteger tickets = new AtomicInteger();
            ForwardedMoves elsewhere =
                    new ForwardedMoves(peers(), threads, () -> self.name() + tickets.incrementAndGet());
            coordinator = new Coordinator(cluster, moves, elsewhere, catalog, threads);
            forPeers = new MovesForPeers(coordinator::planHere, moves::submit, Duration.ofMillis(20));
        }
    }

    private CallablePeers peers() {
        return (worker, service, request) -> {
            if (service.equals(ImportPeer.SERVICE)) {
                return new ImportPeer(scene.sides).handle(request);
            }
            CompletionStage<byte[]> answer = (worker.equals("w1") ? w1 : w2).forPeers.handle(request);
            return dropNextCalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? CompletableFuture.failedStage(new PeerException("worker " + worker + ": no answer in time"))
                    : answer;
        };
    }

    private static MigrationPlan plan(MigrationRequest request, ClusterView cluster) {
        return new MigrationPlan(request, MoveScene.plan("S1").steps());
    }

    private static MoveOrder order(String symbol, int target) {
        return new MoveOrder(List.of(symbol), target, "freeze-switch");
    }

    private static MoveOrder longOrder(String symbol) {
        return order(symbol, 3);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static void assertRefused(CompletionStage<?> stage, String why) {
        assertThatThrownBy(() -> join(stage))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(PlanRefusedException.class)
                .hasMessage(why);
    }
}
