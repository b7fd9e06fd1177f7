package io.gantry.simulator.cluster;

import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.journal.JournalSettings;
import io.gantry.journal.Journals;
import io.gantry.partition.Connections;
import io.gantry.partition.EgressAgent;
import io.gantry.partition.Partition;
import io.gantry.partition.PartitionControls;
import io.gantry.partition.PartitionPorts;
import io.gantry.partition.ReplicaView;
import io.gantry.partition.Role;
import io.gantry.simulator.check.JournalDisk;
import io.gantry.simulator.world.CrashNow;
import io.gantry.simulator.world.Dice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** One run of a worker: production's partitions with production's duty cycles, whose threads are {@link Activity activities} here. */
final class WorkerProcess {

    private static final int JOURNAL_BUFFER_BYTES = 1 << 16;
    private static final int POWER_LOSS = 100;

    private final SimulatedWorker worker;
    private final Means means;
    private final long incarnation;
    private final Dice dice;
    private final Connections connections = new Connections();
    private final EgressAgent egress = new EgressAgent(connections);
    private final List<Hosted> hosted = new ArrayList<>();
    private final List<Activity> activities = new ArrayList<>();
    private final List<Activity> diskActivities = new ArrayList<>();
    private final List<Activity> logActivities = new ArrayList<>();
    private final Activity egressActivity;
    private final ArrayDeque<Runnable> background = new ArrayDeque<>();
    private final ArrayDeque<Runnable> heldUp = new ArrayDeque<>();
    private final TreeMap<Long, FrameSink> sinks = new TreeMap<>();
    private final SymbolKeeper keeper;
    private final Exhibition exhibition;
    private final ProcessWatch watch;
    private final long[] laneTurns;
    private boolean isUp;
    private boolean isDead;
    private boolean isPaused;

    WorkerProcess(SimulatedWorker worker, Means means, long incarnation) {
        this.worker = worker;
        this.means = means;
        this.incarnation = incarnation;
        dice = worker.dice().fork(incarnation);
        watch = new ProcessWatch(worker, means, this::isDead);
        keeper = new SymbolKeeper(means.symbols());
        exhibition = new Exhibition(worker.worker(), means);
        laneTurns = new long[means.shape().partitions()];
        for (int number = 1; number <= means.shape().partitions(); number++) {
            hosted.add(host(number));
        }
        Rates rates = means.rates();
        for (Hosted one : hosted) {
            activities.add(activity(rates.lane(), () -> laneTurn(one)));
            Activity writer = activity(rates.journal(), () -> watch.guarded("journal", one.journals()::writeLogs));
            activities.add(writer);
            diskActivities.add(writer);
            logActivities.add(writer);
            Activity keeper =
                    activity(rates.journal(), () -> watch.guarded("journal files", one.journals()::keepFiles));
            activities.add(keeper);
            diskActivities.add(keeper);
        }
        egressActivity = activity(rates.egress(), this::egressTurn);
        activities.add(egressActivity);
        Activity files = activity(rates.background(), this::backgroundTurn);
        activities.add(files);
        diskActivities.add(files);
        activities.add(activity(rates.background(), this::keeperTurn));
    }

    private Activity activity(Pace pace, IntSupplier turn) {
        return new Activity(means.schedule(), dice.fork(activities.size()), pace, () -> isUp && !isPaused, () -> {
            int done = isDead ? -1 : turn.getAsInt();
            if (isDead) {
                return -1;
            }
            if (done > 0) {
                wake();
            }
            return done;
        });
    }

    private Hosted host(int number) {
        JournalSettings settings = new JournalSettings(means.shape().segmentBytes(), JOURNAL_BUFFER_BYTES);
        Journals journals = new Journals(settings, worker.disk().mount(), false);
        JournalDisk disk = new JournalDisk(worker.disk(), settings, dice.fork(POWER_LOSS));
        PartitionPorts ports = new PartitionPorts(
                Path.of("/" + worker.worker() + "/partition-" + number),
                means.referee().journals(worker.worker(), number, journals, disk, () -> report(number)),
                worker.books(),
                () -> means.symbols().routes(worker.worker()),
                this::sendToReplica,
                means.register().port(number, this::deliver),
                worker.clock(),
                means.schedule()::now,
                this::inBackground,
                new EgressTurns(this::egressTurn),
                step -> means.steps().reached(worker, number, step));
        boolean claims = worker.index() == number % means.shape().workers();
        Partition partition = new Partition(
                number, worker.worker(), incarnation, claims, means.shape().settings(), ports, connections, new Host());
        egress.add(partition);
        return new Hosted(number, partition, new PartitionControls(partition), journals);
    }

    /** Reads the logs, and begins. */
    void start() {
        for (Hosted one : hosted) {
            try {
                one.partition().recover();
            } catch (IOException failure) {
                worker.refusesToStart(this, failure);
                return;
            } catch (CrashNow crash) {
                return;
            }
        }
        if (!isDead) {
            isUp = true;
            wake();
        }
    }

    long incarnation() {
        return incarnation;
    }

    List<Hosted> hosted() {
        return hosted;
    }

    boolean isUp() {
        return isUp && !isDead;
    }

    boolean isPaused() {
        return isPaused;
    }

    /** Whether its replica of a partition knows that it has everything that it ever acknowledged. */
    boolean isComplete(int partition) {
        return hosted.get(partition - 1).controls().isComplete();
    }

    /** The epoch that its replica of a partition knows. */
    long epoch(int partition) {
        return hosted.get(partition - 1)
                .controls()
                .replica()
                .map(ReplicaView::epoch)
                .orElse(0L);
    }

    /** The same of all of them. */
    boolean isComplete() {
        return hosted.stream().allMatch(one -> one.controls().isComplete());
    }

    /** Whether one of its replicas takes itself for in-sync. */
    boolean isStandby() {
        return hosted.stream()
                .flatMap(one -> one.controls().replica().stream())
                .anyMatch(view -> view.role() == Role.STANDBY);
    }

    /** Nothing of what it does from now on gets out of it. */
    void die() {
        isDead = true;
    }

    boolean isDead() {
        return isDead;
    }

    /** Whether its disk has failed since it began, so that it may fail, too. */
    boolean isDiskSuspect() {
        return watch.isDiskSuspect();
    }

    /** Since when one of its partitions is out of service. */
    boolean hasFailedFor(long nanos) {
        return watch.hasFailedFor(nanos);
    }

    /** What leaves takes so much longer from now on. */
    void slowEgress(long byNanos) {
        egressActivity.slow(byNanos);
    }

    /** Only writing the log takes so much longer from now on; snapshots are as quick as ever. */
    void slowLog(long byNanos) {
        logActivities.forEach(activity -> activity.slow(byNanos));
    }

    /** Disk work takes so much longer from now on. */
    void slowDisk(long byNanos) {
        diskActivities.forEach(activity -> activity.slow(byNanos));
    }

    void pause() {
        isPaused = true;
    }

    void resume() {
        isPaused = false;
        exhibition.watchAnew();
        while (!heldUp.isEmpty() && !isDead) {
            heldUp.removeFirst().run();
        }
        wake();
    }

    /** What waits may wait anew. */
    void clockJumped() {
        exhibition.watchAnew();
    }

    /** Writes out what there is, as a worker that is stopped does. */
    void stop() {
        for (Hosted one : hosted) {
            try {
                one.partition().close();
            } catch (CrashNow crash) {
                return;
            } catch (RuntimeException failure) {
                throw watch.unexpected("close", failure);
            }
        }
    }

    /** Runs something that came from outside, when the process gets to it, if it lives then. */
    void deliver(Runnable action) {
        if (isDead) {
            return;
        }
        if (isPaused || !isUp) {
            heldUp.addLast(action);
            return;
        }
        action.run();
        wake();
    }

    private void wake() {
        activities.forEach(Activity::wake);
    }

    /** How many turns the lane of a partition has had. */
    long laneTurns(int partition) {
        return laneTurns[partition - 1];
    }

    private int laneTurn(Hosted one) {
        laneTurns[one.number() - 1]++;
        int done = watch.guarded("lane", one.partition()::laneWork);
        watch.report(one);
        watch.requireExecuted(one);
        return done;
    }

    private int egressTurn() {
        hosted.forEach(watch::report);
        return watch.guarded("egress", egress::doWork);
    }

    private int backgroundTurn() {
        Runnable task = background.pollFirst();
        if (task == null) {
            return 0;
        }
        return watch.guarded("background", () -> {
            task.run();
            return 1;
        });
    }

    private int keeperTurn() {
        return watch.guarded("keeper", () -> {
            hosted.forEach(keeper::work);
            return 0;
        });
    }

    private void report(int number) {
        hosted.stream().filter(one -> one.number() == number).forEach(watch::report);
    }

    /** Shows the referee all symbols, where there is a state to show. */
    void showStates() {
        if (isUp()) {
            exhibition.show(hosted, isPaused);
        }
    }

    private void sendToReplica(String to, ByteBuffer message) {
        if (!isDead) {
            means.referee().sent(worker.worker(), message);
            means.network().send(worker.worker(), to, message);
        }
    }

    private void inBackground(Runnable task) {
        if (!isDead) {
            background.addLast(task);
        }
    }

    void connected(long connection, FrameSink sink) {
        sinks.put(connection, sink);
        connections.connected(connection, sink);
    }

    void disconnected(long connection) {
        sinks.remove(connection);
        connections.disconnected(connection);
        hosted.forEach(one -> one.partition().disconnected(connection));
    }

    /** A client's message, checked already. */
    void received(long connection, ByteBuffer message) {
        FrameSink sink = sinks.get(connection);
        if (sink == null) {
            return;
        }
        ClientMessage parsed = ClientMessage.of(message);
        int partition = means.symbols().owner(parsed.symbolId()).partition();
        Offer offer = hosted.get(partition - 1).partition().offer(connection, message);
        if (offer != Offer.ACCEPTED) {
            sink.send(parsed.refusal(offer));
        }
        means.tally().count("offer " + offer);
    }

    /** A message of another worker's replica. */
    void heard(String from, byte[] message) {
        ByteBuffer buffer = ByteBuffer.wrap(message);
        int partition = ReplicaMessage.partitionOf(buffer);
        hosted.get(partition - 1).partition().receive(from, buffer);
    }

    private final class Host implements Partition.Host {

        @Override
        public void rebuildWanted(Partition partition) {
            inBackground(() -> rebuild(partition));
        }

        @Override
        public void roleChanged(Partition partition) {
            means.trace()
                    .note(
                            "role",
                            worker.index(),
                            partition.view().epoch(),
                            () -> worker.worker() + " is " + partition.view());
        }
    }

    private void rebuild(Partition partition) {
        try {
            means.tally().count("rebuilds");
            partition.rebuild();
        } catch (IOException failure) {
            worker.refusesToStart(this, failure);
        }
    }
}
