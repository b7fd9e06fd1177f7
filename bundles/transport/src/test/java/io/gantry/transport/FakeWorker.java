package io.gantry.transport;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.partition.PartitionReport;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything behind a transport, played: symbol 1 is in the local partition 1, symbol 2 in partition 2 on the live worker w2, symbol
 * 3 in partition 3 on a worker that is gone. The live worker w4 has no partition.
 */
final class FakeWorker implements Router, PartitionHost, Membership {

    static final int LOCAL_SYMBOL = 1;
    static final int REMOTE_SYMBOL = 2;
    static final int LOST_SYMBOL = 3;
    static final int NO_SYMBOL = 4;
    static final long REMOTE_EPOCH = 7;

    /** A message that the partition got. */
    record Offered(int partition, long connectionId, byte[] message) {}

    final List<Offered> offered = new CopyOnWriteArrayList<>();
    final Map<Long, FrameSink> sinks = new ConcurrentHashMap<>();
    final List<Long> disconnected = new CopyOnWriteArrayList<>();
    final PeerServices peerServices = new PeerServices();
    volatile Offer answer = Offer.ACCEPTED;
    volatile RouteTable routes;
    /** Replicas here besides those that the routes tell of. */
    final Set<Integer> hosted = ConcurrentHashMap.newKeySet();

    private final String name;
    private final List<WorkerInfo> workers = new CopyOnWriteArrayList<>();

    FakeWorker(String name) {
        this.name = name;
        workers.add(new WorkerInfo("w1", "127.0.0.1", 0, "first"));
        workers.add(new WorkerInfo("w2", "127.0.0.2", 7402, "first"));
        workers.add(new WorkerInfo("w4", "127.0.0.4", 7404, "first"));
        routes = new RouteTable(
                name,
                OwnerTable.of(
                        12,
                        4,
                        List.of(
                                new PartitionOwner(1, "w1", 1),
                                new PartitionOwner(2, "w2", 3),
                                new PartitionOwner(3, "w3", 1)),
                        List.of(
                                owner("ONE", LOCAL_SYMBOL, 1, 1),
                                owner("TWO", REMOTE_SYMBOL, 2, REMOTE_EPOCH),
                                owner("THREE", LOST_SYMBOL, 3, 1))),
                workers);
    }

    WorkerServices services() {
        return new WorkerServices(this, this, this, peerServices);
    }

    void forgetRoutes() {
        routes = new RouteTable(name, OwnerTable.EMPTY, workers);
    }

    void memberAt(String worker, int port, String incarnation) {
        workers.removeIf(info -> info.name().equals(worker));
        workers.add(new WorkerInfo(worker, "127.0.0.1", port, incarnation));
    }

    void memberGone(String worker) {
        workers.removeIf(info -> info.name().equals(worker));
    }

    @Override
    public RouteTable routes() {
        return routes;
    }

    @Override
    public Offer offer(int partition, long connectionId, ByteBuffer message) {
        if (answer == Offer.ACCEPTED) {
            byte[] copy = new byte[message.remaining()];
            message.get(copy);
            offered.add(new Offered(partition, connectionId, copy));
        }
        return answer;
    }

    @Override
    public boolean hosts(int partition) {
        return hosted.contains(partition);
    }

    @Override
    public void connected(long connectionId, FrameSink sink) {
        sinks.put(connectionId, sink);
    }

    @Override
    public void disconnected(long connectionId) {
        disconnected.add(connectionId);
    }

    @Override
    public List<PartitionReport> reports() {
        return List.of();
    }

    @Override
    public CompletionStage<BookView> book(int partition, int symbolId, int levels) {
        return CompletableFuture.failedStage(new UnsupportedOperationException());
    }

    @Override
    public WorkerInfo self() {
        return worker(name).orElseThrow();
    }

    @Override
    public List<WorkerInfo> workers() {
        return List.copyOf(workers);
    }

    @Override
    public boolean clustered() {
        return true;
    }

    private static SymbolOwner owner(String symbol, int symbolId, int partition, long epoch) {
        return new SymbolOwner(new Instrument(symbol, symbolId, 2, 5, 10), partition, epoch, SymbolOwner.NO_MIGRATION);
    }
}
