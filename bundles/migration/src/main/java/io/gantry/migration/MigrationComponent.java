package io.gantry.migration;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.MigrationLocks;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.StrategyInfo;
import io.gantry.engine.api.partition.ExportSide;
import io.gantry.engine.api.partition.ImportSide;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The migration coordinator of this worker, for its own operators and for the other workers' coordinators. */
@Component(
        name = MigrationComponent.PID,
        configurationPid = MigrationComponent.PID,
        immediate = true,
        service = {MigrationCoordinator.class, PeerService.class})
@Designate(ocd = MigrationConfig.class)
public final class MigrationComponent implements MigrationCoordinator, PeerService {

    static final String PID = "io.gantry.migration";
    static final String SERVICE = "migration";

    private static final int INTAKE_THREADS = 4;
    private static final int INTAKE_QUEUE = 256;
    private static final int PLANNING_THREADS = 8;
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(1);

    private final ExecutorService intake = pool("gantry-migration-intake", INTAKE_THREADS, INTAKE_QUEUE);
    private final ExecutorService planning = pool("gantry-migration-planning", PLANNING_THREADS, 0);
    private final ScheduledExecutorService sweeping =
            Executors.newSingleThreadScheduledExecutor(new NamedThreads("gantry-migration-sweep"));
    private final AtomicLong ticketsGiven = new AtomicLong();
    private final LocalMoves moves;
    private final Coordinator coordinator;
    private final MovesForPeers forPeers;

    /**
     * @throws IllegalArgumentException if the configuration is out of range, naming the key
     */
    @Activate
    public MigrationComponent(
            @Reference OwnerRegister register,
            @Reference RouteCache routes,
            @Reference MigrationLocks locks,
            @Reference Membership membership,
            @Reference Peers peers,
            @Reference ExportSide exportSide,
            @Reference ImportSide importSide,
            @Reference StrategyCatalog strategies,
            @Reference ObserverBoard observers,
            MigrationConfig config) {
        Limits limits = Limits.of(config);
        Cluster cluster = new Cluster(register, routes, locks, membership, peers);
        Ends local = new Ends(exportSide, importSide);
        MigrationTime time = new SystemTime();
        moves = new LocalMoves(
                cluster, local, new StrategyGuard(strategies, planning, limits.planBudget()), observers, time, limits);
        ForwardedMoves elsewhere = new ForwardedMoves(
                peers, CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS), () -> ticket(membership));
        coordinator = new Coordinator(cluster, moves, elsewhere, strategies, intake);
        forPeers = new MovesForPeers(coordinator::planHere, moves::submit, ANSWER_PATIENCE);
        ClaimSweeper sweeper = new ClaimSweeper(cluster, local, moves::importSideOf, moves::isRunning, time);
        sweeping.scheduleWithFixedDelay(sweeper, 0, limits.sweepInterval().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        sweeping.shutdownNow();
        intake.shutdown();
        moves.close();
        planning.shutdownNow();
        intake.shutdownNow();
    }

    @Override
    public CompletionStage<MigrationPlan> plan(MoveOrder order) {
        return coordinator.plan(order);
    }

    @Override
    public CompletionStage<MigrationReport> move(MoveOrder order) {
        return coordinator.move(order);
    }

    @Override
    public List<MigrationReport> migrations() {
        return coordinator.migrations();
    }

    @Override
    public List<StrategyInfo> strategies() {
        return coordinator.strategies();
    }

    @Override
    public String name() {
        return SERVICE;
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        return forPeers.handle(request);
    }

    private String ticket(Membership membership) {
        return membership.self().name() + "/" + membership.self().incarnation() + "/" + ticketsGiven.incrementAndGet();
    }

    private static ExecutorService pool(String name, int threads, int queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                queue == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(queue),
                new NamedThreads(name));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
