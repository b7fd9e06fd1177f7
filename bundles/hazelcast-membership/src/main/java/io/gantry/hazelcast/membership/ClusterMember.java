package io.gantry.hazelcast.membership;

import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's membership in a cluster, from the start of Hazelcast to the leaving. Starting takes seconds, on a thread of its own;
 * what became of it goes to a {@link Fate}. May be closed at any time.
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
        Thread joining = new Thread(this::join, "gantry-cluster-joining");
        joining.setContextClassLoader(getClass().getClassLoader());
        joining.setDaemon(true);
        joining.start();
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /** Hazelcast's instance, for tests that make it die. */
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
            instance = Hazelcast.newHazelcastInstance(HazelcastConfigs.of(
                    settings, timings, limits, worker, getClass().getClassLoader()));
            ClusterServices services = services();
            Formation formation = new Formation(instance, settings, timings, limits, nanoClock);
            if (formation.await(services.membership(), services.register(), closing)) {
                services.routes().open();
                new Upkeep(instance, services, watchdog, threads, this::fail)
                        .begin(
                                limits,
                                new Promotion(
                                        instance,
                                        settings.registerMembers(),
                                        limits.registerMillis(),
                                        services.register()::kept));
                settled.countDown();
                if (closing.getCount() > 0) {
                    fate.formed(services);
                }
            } else {
                leave();
            }
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
        } finally {
            settled.countDown();
        }
    }

    private ClusterServices services() {
        ClusterMembership membership = new ClusterMembership(instance, worker, threads.events());
        CpRegister register = new CpRegister(new HazelcastCell(instance, threads.upkeep()), limits.registerMillis());
        ReplicatedRoutes routes =
                new ReplicatedRoutes(instance.getReplicatedMap(ReplicatedRoutes.MAP), threads.events(), threads::write);
        FencedLocks locks = new FencedLocks(instance.getCPSubsystem(), threads.locks(), limits.registerMillis());
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
}
