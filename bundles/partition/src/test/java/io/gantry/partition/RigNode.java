package io.gantry.partition;

import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.agrona.concurrent.IdleStrategy;

/** One worker of a rig: a replica, what it has of the world, and its life and death. */
final class RigNode {

    private final ReplicaRig rig;
    private final String name;
    private final Path directory;
    private final Deque<Runnable> background = new ArrayDeque<>();
    private final List<ReplicaStep> steps = new ArrayList<>();
    private final Map<Long, RigClient> clients = new HashMap<>();
    private Optional<Partition> partition = Optional.empty();
    private Connections connections = new Connections();
    private EgressAgent egress = new EgressAgent(connections);
    private Optional<ReplicaStep> crashAt = Optional.empty();
    private long incarnation;
    private long skewNanos;
    private long servedEpoch;
    private long symbolsConfirmed;
    private boolean isInTurn;
    private boolean isPaused;
    private boolean isEgressPaused;
    private boolean isBackgroundPaused;

    RigNode(ReplicaRig rig, String name) {
        this.rig = rig;
        this.name = name;
        directory = Path.of(name);
    }

    String name() {
        return name;
    }

    MemoryDisk disk() {
        return rig.journals().disk(directory);
    }

    boolean isUp() {
        return partition.isPresent();
    }

    Partition partition() {
        return partition.orElseThrow(() -> new AssertionError(name + " is down"));
    }

    ReplicaView view() {
        return partition().view();
    }

    /** What it went through in its present life. */
    List<ReplicaStep> steps() {
        return steps;
    }

    PartitionCore core() {
        return partition().generation().orElseThrow().core();
    }

    SymbolState state() {
        return core().symbols().owned(1).state();
    }

    boolean isServing() {
        return isUp() && view().role() == Role.PRIMARY && symbolsConfirmed == view().epoch();
    }

    /** It stands still, as in a long pause of the garbage collector. */
    void pause() {
        isPaused = true;
    }

    void resume() {
        isPaused = false;
    }

    void pauseEgress(boolean paused) {
        isEgressPaused = paused;
    }

    void pauseBackground(boolean paused) {
        isBackgroundPaused = paused;
    }

    /** Its clock is wrong by so much. */
    void skew(long nanos) {
        skewNanos = nanos;
    }

    /** It dies when it gets there. */
    void crashAt(ReplicaStep step) {
        crashAt = Optional.of(step);
    }

    RigNode start() {
        incarnation++;
        connections = new Connections();
        egress = new EgressAgent(connections);
        steps.clear();
        background.clear();
        servedEpoch = 0;
        symbolsConfirmed = 0;
        PartitionPorts ports = new PartitionPorts(
                directory,
                rig.journals(),
                name.equals("w2") ? ReferenceOrderBookFactory::new : FlatOrderBookFactory::new,
                RigSettings.NO_ROUTES,
                rig.network().of(name),
                rig.register().of(name),
                () -> rig.nanos() + skewNanos,
                rig::nanos,
                background::addLast,
                new EgressWait(),
                this::reached);
        Partition fresh = new Partition(
                ReplicaRig.PARTITION,
                name,
                incarnation,
                name.equals(rig.firstWorker()),
                rig.settings(),
                ports,
                connections,
                Partition.Host.NONE);
        partition = Optional.of(fresh);
        egress.add(fresh);
        try {
            fresh.recover();
        } catch (IOException bad) {
            throw new UncheckedIOException(bad);
        }
        return this;
    }

    private void reached(ReplicaStep step) {
        steps.add(step);
        if (crashAt.equals(Optional.of(step))) {
            throw new IllegalStateException(name + " dies at " + step + ", as was wanted");
        }
    }

    /** The process is gone, with all that it had not synced. */
    void crash() {
        partition = Optional.empty();
        crashAt = Optional.empty();
        clients.clear();
        disk().crash();
    }

    /** An orderly end. */
    void stop() {
        partition().close();
        partition = Optional.empty();
        clients.clear();
    }

    RigNode restart() {
        crash();
        return start();
    }

    void connect(RigClient client) {
        clients.put(client.connection(), client);
        connections.connected(client.connection(), client);
    }

    /** A client is gone. */
    void disconnect(RigClient client) {
        clients.remove(client.connection());
        connections.disconnected(client.connection());
        partition().disconnected(client.connection());
    }

    /** Clients of other workers that it knows at the moment: their connections are numbered below zero. */
    long forwardedClients() {
        long known = 0;
        for (long id = -1; id > -100; id--) {
            known += connections.isKnown(id) ? 1 : 0;
        }
        return known;
    }

    void receive(String from, byte[] message) {
        partition.ifPresent(here -> here.receive(from, ByteBuffer.wrap(message)));
    }

    /** A turn of each of its threads. */
    void turn() {
        if (isPaused || isInTurn || partition.isEmpty()) {
            return;
        }
        isInTurn = true;
        try {
            turn(partition.get());
        } finally {
            isInTurn = false;
        }
    }

    private void turn(Partition here) {
        while (!isBackgroundPaused && !background.isEmpty()) {
            background.removeFirst().run();
        }
        if (here.wantsRebuild()) {
            try {
                here.rebuild();
            } catch (IOException bad) {
                throw new UncheckedIOException(bad);
            }
        }
        here.laneWork();
        if (crashAt.isPresent() && steps.contains(crashAt.get())) {
            crash();
            return;
        }
        egressTurn();
        settleSymbols(here);
    }

    private void egressTurn() {
        if (!isEgressPaused) {
            egress.doWork();
        }
    }

    /** What the ownership keeper does in a worker: the one symbol is listed once, and confirmed by every primary. */
    private void settleSymbols(Partition here) {
        ReplicaView view = here.view();
        if (view.role() == Role.PRIMARY && servedEpoch != view.epoch()) {
            servedEpoch = view.epoch();
            long epoch = view.epoch();
            here.agent()
                    .change((core, now) -> core.list(Commands.INSTRUMENT, 1))
                    .thenRun(() -> here.agent().ask(core -> {
                        core.confirm(1);
                        symbolsConfirmed = epoch;
                        return true;
                    }));
        }
    }

    @Override
    public String toString() {
        if (!isUp()) {
            return name + " is down";
        }
        Partition here = partition();
        return name + " " + here.state() + " " + here.failure() + " " + here.view() + " " + path();
    }

    /** The steps, those that are repeated told once. */
    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            if (i == 0 || steps.get(i) != steps.get(i - 1)) {
                path.append(steps.get(i)).append(' ');
            }
        }
        return path.toString();
    }

    /** While the lane waits for its egress, all others go on, and so does the time. */
    private final class EgressWait implements IdleStrategy {

        @Override
        public void idle(int workCount) {
            idle();
        }

        @Override
        public void idle() {
            egressTurn();
            rig.waitingTurn();
        }

        @Override
        public void reset() {
            // Nothing is kept.
        }
    }
}
