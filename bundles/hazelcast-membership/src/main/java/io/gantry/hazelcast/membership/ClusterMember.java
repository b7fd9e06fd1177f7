package io.gantry.hazelcast.membership;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import io.gantry.engine.api.cluster.RegisterKeepers;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's membership in a cluster, from the start of Hazelcast to the leaving. Starting takes seconds, on a thread of its own;
 * what became of it goes to a {@link Fate}. A member that was taken for dead joins again, behind the same services. May be closed at
 * any time.
 */
final class ClusterMember implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterMember.class);

    /** What becomes of a member. Called at most once each, {@link #formed} first if at all. */
    interface Fate {

        /** The cluster is there. */
        void formed(ClusterServices services);

        /** This worker cannot be, or stay, in the cluster; it has left. */
        void failed(String sentence);
    }

    private final ClusterSettings settings;
    private final FailureTimings timings;
    private final WaitLimits limits;
    private final WorkerInfo worker;
    private final Fate fate;
    private final LongSupplier nanoClock = System::nanoTime;
    private final ClusterThreads threads = new ClusterThreads();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch settled = new CountDownLatch(1);
    private final Watchdog watchdog;
    private volatile HazelcastInstance instance;
    private boolean left;
    private boolean failed;
    private int joins;

    ClusterMember(ClusterSettings settings, FailureTimings timings, WaitLimits limits, WorkerInfo worker, Fate fate) {
        this.settings = settings;
        this.timings = timings;
        this.limits = limits;
        this.worker = worker;
        this.fate = fate;
        watchdog = new Watchdog(
                settings.majority(),
                TimeUnit.SECONDS.toMillis(timings.heartbeats().maxSilenceSeconds()),
                nanoClock);
    }

    /** Begins to join. Does not block. */
    void start() {
        startThread("gantry-cluster-joining", this::join);
    }

    private void startThread(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setContextClassLoader(getClass().getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /** Hazelcast's instance; a member that was taken for dead gets another one. */
    HazelcastInstance instance() {
        return instance;
    }

    /** Leaves the cluster in good order, or, if that takes too long, without. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (!settled.await(limits.leaveMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Hazelcast is still starting, it ends as soon as it has started");
                return;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        leave();
    }

    private void join() {
        LOG.info("joining cluster {} at {}, members {}", settings.cluster(), settings.bind(), settings.members());
        try {
            guarded(() -> {
                instance = startHazelcast();
                ClusterServices services = services();
                Upkeep upkeep = new Upkeep(services, watchdog, threads, this::fail);
                if (enter(services, upkeep)) {
                    upkeep.begin(limits);
                    settled.countDown();
                    if (closing.getCount() > 0) {
                        fate.formed(services);
                    }
                } else {
                    leave();
                }
            });
        } finally {
            settled.countDown();
        }
    }

    /**
     * Begins anew as a member that nobody has known before. Hazelcast lets a keeper of the register that was taken for dead come back to the
     * cluster, but never again to the register's group, so that the group would stay short until this process ends.
     */
    private void rejoin(ClusterServices services, Upkeep upkeep) {
        LOG.warn(
                "this worker was silent for so long that cluster {} went on without it; it joins again as a new member",
                settings.cluster());
        upkeep.detach();
        instance.getLifecycleService().terminate();
        guarded(() -> {
            HazelcastInstance fresh = startHazelcast();
            synchronized (this) {
                if (left) {
                    fresh.getLifecycleService().terminate();
                    return;
                }
                instance = fresh;
            }
            if (!enter(services, upkeep)) {
                leave();
            }
        });
    }

    private HazelcastInstance startHazelcast() {
        joins++;
        return Hazelcast.newHazelcastInstance(HazelcastConfigs.of(
                settings, timings, limits, worker, joins, getClass().getClassLoader()));
    }

    /** Waits for the register, then has everything look at the present instance; false if this member is to end instead. */
    private boolean enter(ClusterServices services, Upkeep upkeep) throws FormationFailed, InterruptedException {
        Formation formation = new Formation(instance, settings, timings, limits, nanoClock);
        if (!formation.await(services.membership(), services.register(), closing)) {
            return false;
        }
        services.routes().open(instance.getReplicatedMap(ReplicatedRoutes.MAP));
        upkeep.attach(
                instance,
                new Promotion(instance, settings.registerMembers(), limits.registerMillis(), new Promotion.Listener() {
                    @Override
                    public void kept(RegisterKeepers keepers) {
                        services.register().kept(keepers);
                    }

                    @Override
                    public void expelled() {
                        startThread("gantry-cluster-rejoining", () -> rejoin(services, upkeep));
                    }
                }));
        return true;
    }

    private void guarded(Entry entry) {
        try {
            entry.run();
        } catch (FormationFailed refused) {
            fail(refused.getMessage());
        } catch (HazelcastException | IllegalStateException failure) {
            if (closing.getCount() > 0) {
                LOG.error("Hazelcast did not start", failure);
                fail("cannot join cluster " + settings.cluster() + " at " + settings.bind() + ": "
                        + failure.getMessage());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ClusterServices services() {
        ClusterMembership membership = new ClusterMembership(this::instance, worker, threads.events());
        CpRegister register =
                new CpRegister(new HazelcastCell(this::instance, threads.upkeep()), limits.registerMillis());
        ReplicatedRoutes routes = new ReplicatedRoutes(threads.events(), threads::write);
        FencedLocks locks = new FencedLocks(() -> instance.getCPSubsystem(), threads.locks(), limits.registerMillis());
        return new ClusterServices(membership, register, routes, locks);
    }

    private void fail(String sentence) {
        synchronized (this) {
            if (failed || left) {
                return;
            }
            failed = true;
        }
        // Leaving stops the thread that this may be running on, and may take seconds that it has not got.
        Thread leaving = new Thread(
                () -> {
                    leave();
                    fate.failed(sentence);
                },
                "gantry-cluster-refused");
        leaving.start();
    }

    private void leave() {
        synchronized (this) {
            if (left) {
                return;
            }
            left = true;
        }
        threads.close();
        HazelcastInstance leaving = instance;
        if (leaving == null || !leaving.getLifecycleService().isRunning()) {
            return;
        }
        if (!watchdog.isWell()) {
            LOG.warn("the register is out of reach, so this member ends without taking leave");
            leaving.getLifecycleService().terminate();
            return;
        }
        long begin = nanoClock.getAsLong();
        Thread shutdown = new Thread(() -> leaving.getLifecycleService().shutdown(), "gantry-cluster-leaving");
        shutdown.setDaemon(true);
        shutdown.start();
        try {
            shutdown.join(limits.leaveMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - begin);
        if (shutdown.isAlive()) {
            LOG.warn("not done with leaving cluster {} after {} ms, not waited for", settings.cluster(), millis);
        } else {
            LOG.info("left cluster {} in {} ms", settings.cluster(), millis);
        }
    }

    /** Coming into the cluster, which may fail. */
    @FunctionalInterface
    private interface Entry {
        void run() throws FormationFailed, InterruptedException;
    }
}
