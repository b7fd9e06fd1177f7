package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.partition.PartitionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.agrona.concurrent.AgentRunner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The replicas of this worker and their threads: lanes, egress, and one control thread that reads their logs and keeps the symbols of those that are
 * primaries in line with the register.
 */
final class Partitions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final long RECONCILE_MILLIS = 1000;
    private static final long DRAIN_MILLIS = 10_000;
    private static final long DRAIN_POLL_NANOS = 1_000_000;

    private final Map<Integer, Partition> partitions = new TreeMap<>();
    private final Partition[] byNumber = new Partition[PartitionOwner.MAX_PARTITION + 1];
    private final HostSettings settings;
    private final OwnershipKeeper ownership;
    private final Consumer<String> fatal;
    private final Connections connections = new Connections();
    private final List<Lane> lanes = new ArrayList<>();
    private final Wakeable egressIdle;
    private final AgentRunner egress;
    private final ScheduledExecutorService control =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "gantry-partition-control"));
    private final AtomicBoolean reconcileAsked = new AtomicBoolean();
    private int dealt;
    private volatile boolean started;
    /** Why a partition does not serve all it owns, as told last; of the control thread. */
    private final Map<Integer, String> refusals = new TreeMap<>();

    /**
     * @param worker name of this one
     * @param incarnation differs from that of every other run of this worker
     * @param ports of each partition
     * @param fatal ends the worker with a message
     */
    Partitions(
            String worker,
            long incarnation,
            HostSettings settings,
            IntFunction<PartitionPorts> ports,
            OwnershipKeeper ownership,
            Consumer<String> fatal) {
        this.settings = settings;
        this.ownership = ownership;
        this.fatal = fatal;
        egressIdle = new Wakeable(settings.maxIdleNanos(), settings.wakeIntervalNanos());
        connections.whenChanged(egressIdle::wake);
        EgressAgent egressAgent = new EgressAgent(connections);
        List<Lane> shared = new ArrayList<>();
        settings.settings().forEach((number, own) -> {
            Lane lane = laneOf(number, shared);
            Partition partition = new Partition(
                    number,
                    worker,
                    incarnation,
                    settings.claimed().contains(number),
                    own,
                    lane.waking(ports.apply(number)),
                    connections,
                    new Hosting(lane));
            lane.add(partition);
            partitions.put(number, partition);
            byNumber[number] = partition;
            egressAgent.add(partition);
        });
        egress = new AgentRunner(egressIdle, failure -> LOG.error("egress thread", failure), null, egressAgent);
    }

    /** Begins to recover and serve; returns at once. */
    void start() {
        AgentRunner.startOnThread(egress);
        control.execute(this::recover);
    }

    Connections connections() {
        return connections;
    }

    Collection<Partition> all() {
        return partitions.values();
    }

    /**
     * @throws PartitionException if this worker does not host it
     */
    Partition partition(int number) {
        Partition partition = partitions.get(number);
        if (partition == null) {
            throw new PartitionException(
                    "partition " + number + " is not on this worker, which hosts " + partitions.keySet());
        }
        return partition;
    }

    /** A partition of this worker, or null: hot path. */
    Partition partitionOrNull(int number) {
        return number > 0 && number < byNumber.length ? byNumber[number] : null;
    }

    /** Ownership has changed somewhere; look soon. */
    void reconcileSoon() {
        if (started && reconcileAsked.compareAndSet(false, true)) {
            onControl(this::reconcile);
        }
    }

    private void onControl(Runnable task) {
        try {
            control.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("stopping: nothing is begun any more");
        }
    }

    private void recover() {
        try {
            for (Partition partition : partitions.values()) {
                partition.recover();
            }
        } catch (IOException | RuntimeException | Error failure) {
            partitions.values().forEach(partition -> partition.failed(failure));
            LOG.error("partitions cannot be served", failure);
            fatal.accept("partitions " + partitions.keySet() + " cannot be served: " + failure.getMessage());
            return;
        }
        lanes.forEach(Lane::start);
        started = true;
        control.scheduleWithFixedDelay(this::reconcile, 0, RECONCILE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private Lane laneOf(int number, List<Lane> shared) {
        if (settings.ownLanes().contains(number) || shared.size() < settings.lanes()) {
            Lane lane = new Lane(settings.maxIdleNanos(), settings.wakeIntervalNanos());
            lanes.add(lane);
            if (!settings.ownLanes().contains(number)) {
                shared.add(lane);
            }
            return lane;
        }
        return shared.get(dealt++ % shared.size());
    }

    private void reconcile() {
        reconcileAsked.set(false);
        for (Partition partition : partitions.values()) {
            if (partition.state() == Partition.State.FAILED) {
                continue;
            }
            try {
                partition.agent().ask(partition::count);
                if (partition.view().role() == Role.PRIMARY) {
                    ownership.reconcile(partition);
                }
                refusals.remove(partition.number());
            } catch (RegisterException unreachable) {
                LOG.warn(
                        "partition {}: the register does not answer: {}", partition.number(), unreachable.getMessage());
            } catch (RuntimeException failure) {
                tell(partition.number(), failure);
            }
        }
    }

    /** It is tried again every second: a refusal with the same reason is told once, what nobody foresaw every time and in full. */
    private void tell(int partition, RuntimeException failure) {
        boolean isRefusal = failure instanceof PartitionException
                && (failure.getCause() == null || failure.getCause() instanceof PartitionException);
        if (!isRefusal) {
            LOG.error("partition {}: ownership cannot be settled now", partition, failure);
        } else if (!failure.getMessage().equals(refusals.put(partition, failure.getMessage()))) {
            LOG.warn("partition {}: not all that it owns is served: {}", partition, failure.getMessage());
        }
    }

    private static void rebuild(Partition partition) {
        try {
            partition.rebuild();
        } catch (IOException | RuntimeException | Error failure) {
            LOG.error("partition {} is out of service: {}", partition.number(), failure.getMessage(), failure);
            partition.failed(failure);
        }
    }

    /** Takes no more commands, finishes what is queued, writes it out. */
    @Override
    public void close() {
        control.shutdownNow();
        partitions.values().forEach(Partition::stop);
        awaitDrained();
        lanes.forEach(Lane::close);
        egress.close();
        partitions.values().forEach(Partition::close);
        LOG.info("partitions {} are closed", partitions.keySet());
    }

    private void awaitDrained() {
        if (!started) {
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MILLIS);
        while (!partitions.values().stream().allMatch(Partition::isDrained)) {
            if (System.nanoTime() - deadline > 0) {
                LOG.warn("gave up waiting for queued commands after {} ms", DRAIN_MILLIS);
                return;
            }
            LockSupport.parkNanos(DRAIN_POLL_NANOS);
        }
    }

    /** What a replica wants of its host. */
    private final class Hosting implements Partition.Host {

        private final Lane lane;

        Hosting(Lane lane) {
            this.lane = lane;
        }

        @Override
        public void wakeLane() {
            lane.wake();
        }

        @Override
        public void wakeEgress() {
            egressIdle.wake();
        }

        @Override
        public void rebuildWanted(Partition partition) {
            onControl(() -> rebuild(partition));
        }

        @Override
        public void roleChanged(Partition partition) {
            reconcileSoon();
        }
    }
}
