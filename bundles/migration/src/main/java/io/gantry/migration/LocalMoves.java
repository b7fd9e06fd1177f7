package io.gantry.migration;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.migration.ClusterView;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.partition.ImportSide;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves out of partitions of this worker: a thread each, so many at once, the others wait their turn. Any thread. */
final class LocalMoves implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalMoves.class);

    private final Cluster cluster;
    private final Ends local;
    private final StrategyGuard strategies;
    private final MigrationRun.Observers observers;
    private final MigrationTime time;
    private final Limits limits;
    private final ThreadPoolExecutor threads;

    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<Void>> stops = ConcurrentHashMap.newKeySet();
    private final Deque<MigrationSession> sessions = new ArrayDeque<>();
    private volatile boolean stopping;

    LocalMoves(
            Cluster cluster,
            Ends local,
            StrategyGuard strategies,
            MigrationRun.Observers observers,
            MigrationTime time,
            Limits limits) {
        this.cluster = cluster;
        this.local = local;
        this.strategies = strategies;
        this.observers = observers;
        this.time = time;
        this.limits = limits;
        BlockingQueue<Runnable> waiting =
                limits.maxWaiting() == 0 ? new SynchronousQueue<>() : new LinkedBlockingQueue<>(limits.maxWaiting());
        threads = new ThreadPoolExecutor(
                limits.maxRunning(),
                limits.maxRunning(),
                10,
                TimeUnit.SECONDS,
                waiting,
                new NamedThreads("gantry-migration"));
        threads.allowCoreThreadTimeOut(true);
    }

    /** Has a move carried out when its turn comes. */
    Move submit(MoveOrder order) {
        Move move = new Move();
        try {
            threads.execute(() -> carryOut(order, move));
        } catch (RejectedExecutionException full) {
            move.end()
                    .completeExceptionally(new PlanRefusedException(
                            stopping
                                    ? "the worker stops"
                                    : limits.maxRunning() + " migrations run and " + limits.maxWaiting()
                                            + " wait already; ask again later",
                            full));
        }
        return move;
    }

    /**
     * The plan for an order, made now. Blocks.
     *
     * @throws PlanRefusedException if there is none
     */
    MigrationPlan plan(MoveOrder order) {
        OwnerTable owners = read();
        List<WorkerInfo> workers = cluster.membership().workers();
        MigrationRequest request = MoveRules.resolve(order, owners, workers);
        requireHere(request.source());
        return strategies.plan(request, new ClusterView(owners, workers));
    }

    /** Newest first. */
    List<MigrationReport> reports() {
        List<MigrationReport> reports = new ArrayList<>();
        synchronized (sessions) {
            sessions.forEach(session -> reports.add(session.report()));
        }
        return List.copyOf(reports);
    }

    /** Whether a claim of this id is in good hands. */
    boolean isRunning(String migrationId) {
        return running.contains(migrationId);
    }

    private void carryOut(MoveOrder order, Move move) {
        MigrationReport report;
        try {
            report = underLocks(order, move);
        } catch (PlanRefusedException refused) {
            LOG.info("move of {} refused: {}", order, refused.getMessage());
            move.end().completeExceptionally(refused);
            return;
        } catch (RuntimeException | Error failure) {
            LOG.error("move of {} broke off", order, failure);
            move.end().completeExceptionally(new PlanRefusedException(StepFailure.words(failure), failure));
            return;
        }
        // Only now, with the locks given back: whoever waits for this may ask for the next move at once.
        move.end().complete(report);
    }

    private MigrationReport underLocks(MoveOrder order, Move move) {
        SymbolLocks locks = SymbolLocks.take(cluster.locks(), order.symbols());
        try {
            return run(prepare(order), move);
        } finally {
            locks.close();
        }
    }

    private MigrationSession prepare(MoveOrder order) {
        if (stopping) {
            throw new PlanRefusedException("the worker stops");
        }
        OwnerTable owners = read();
        List<WorkerInfo> workers = cluster.membership().workers();
        MigrationRequest request = MoveRules.resolve(order, owners, workers);
        requireHere(request.source());
        MigrationPlan plan = strategies.plan(request, new ClusterView(owners, workers));
        List<MovingSymbol> symbols = MoveRules.symbols(request, owners);
        MovingSymbol first = symbols.get(0);
        String id = first.name() + "-e" + first.sourceEpoch() + "-v" + owners.version();
        return new MigrationSession(id, plan, symbols, time);
    }

    private MigrationReport run(MigrationSession session, Move move) {
        CompletableFuture<Void> stop = new CompletableFuture<>();
        stops.add(stop);
        running.add(session.id());
        remember(session);
        move.begins(session);
        try {
            if (stopping) {
                stop.complete(null);
            }
            LOG.info("{} PLANNED, {}", session.description(), session.plan().steps());
            Cutover cutover = new Cutover(cluster.register(), cluster.routes(), session);
            Ends ends = new Ends(
                    local.source(), importSideOf(session.request().target().worker()));
            new MigrationRun(session, new Patience(time, stop), ends, cutover, observers, limits.undoBudget()).run();
            return session.report();
        } catch (PlanRefusedException refused) {
            forget(session);
            throw refused;
        } finally {
            running.remove(session.id());
            stops.remove(stop);
        }
    }

    /** The importing side of a worker, this one or another. */
    ImportSide importSideOf(String worker) {
        return worker.equals(cluster.self()) ? local.target() : new RemoteImportSide(cluster.peers(), worker);
    }

    private void requireHere(Place source) {
        if (!source.worker().equals(cluster.self())) {
            throw new PlanRefusedException("partition " + source.partition() + " is on worker " + source.worker()
                    + ", not here (" + cluster.self() + "); routes just changed, ask again");
        }
    }

    private OwnerTable read() {
        try {
            return cluster.register().read();
        } catch (RegisterException silent) {
            throw new PlanRefusedException("the register cannot be read now: " + StepFailure.words(silent), silent);
        }
    }

    private void remember(MigrationSession session) {
        synchronized (sessions) {
            sessions.addFirst(session);
            while (sessions.size() > limits.remembered() + limits.maxRunning()) {
                sessions.removeLast();
            }
        }
    }

    private void forget(MigrationSession session) {
        synchronized (sessions) {
            sessions.remove(session);
        }
    }

    /** Rolls back what has not switched, lets finish what has, and waits for both, but not for ever. */
    @Override
    public void close() {
        stopping = true;
        stops.forEach(stop -> stop.complete(null));
        threads.shutdown();
        if (!ended(limits.stopBudget().toMillis())) {
            LOG.error(
                    "migrations that did not end within {} ms are left as they are: {}",
                    limits.stopBudget().toMillis(),
                    running);
            threads.shutdownNow();
            ended(1_000);
        }
    }

    private boolean ended(long millis) {
        try {
            return threads.awaitTermination(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
