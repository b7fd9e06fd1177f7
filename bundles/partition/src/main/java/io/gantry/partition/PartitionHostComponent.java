package io.gantry.partition;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PeerService;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.RouteListener;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.Cut;
import io.gantry.engine.api.partition.ExportSide;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.ImportSide;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.partition.PartitionReport;
import io.gantry.engine.api.routing.Router;
import io.gantry.engine.api.worker.WorkerConfig;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The worker's partitions as services. */
@Component(
        name = PartitionHostComponent.PID,
        immediate = true,
        configurationPid = {WorkerConfig.PID, PartitionHostComponent.PID},
        service = {PartitionHost.class, ExportSide.class, ImportSide.class, RouteListener.class, PeerService.class})
public final class PartitionHostComponent implements PartitionHost, ExportSide, ImportSide, RouteListener, PeerService {

    /** Name of the component and of its configuration. */
    public static final String PID = "io.gantry.partition";

    private final Partitions partitions;
    private final ReplicaLinks links = new ReplicaLinks(this::peers, this::partition);
    private final ExecutorService register =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "gantry-partition-register"));
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "gantry-partition-background"));
    private final AtomicReference<Optional<Peers>> peers = new AtomicReference<>(Optional.empty());

    @Activate
    public PartitionHostComponent(
            WorkerConfig worker,
            PartitionConfig config,
            @Reference BookSource books,
            @Reference JournalFactory journals,
            @Reference Router router,
            @Reference Membership membership,
            @Reference OwnerRegister register,
            @Reference RouteCache routes,
            @Reference(target = "(gantry.fatal=true)", cardinality = ReferenceCardinality.OPTIONAL)
                    Consumer<String> fatal) {
        Consumer<String> end = fatal == null ? sentence -> {} : fatal;
        HostSettings settings;
        try {
            settings = HostSettings.of(worker.partitions(), worker.standbys(), config);
        } catch (IllegalArgumentException wrong) {
            end.accept("configuration: " + wrong.getMessage());
            throw wrong;
        }
        Path data = Path.of(worker.home()).resolve("data");
        partitions = new Partitions(
                membership.self().name(),
                ThreadLocalRandom.current().nextLong(),
                settings,
                number -> new PartitionPorts(
                        data.resolve("partition-" + number),
                        journals,
                        books,
                        router,
                        links,
                        new RegisterLink(number, register, routes, this.register),
                        new SystemEpochNanoClock(),
                        SystemNanoClock.INSTANCE,
                        background,
                        new BackoffIdleStrategy(),
                        ReplicaObserver.NONE),
                new OwnershipKeeper(register, routes),
                end);
        partitions.start();
    }

    /** The links to other workers come after us, since they lead to us. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setPeers(Peers links) {
        peers.set(Optional.of(links));
    }

    void unsetPeers(Peers links) {
        peers.updateAndGet(here -> here.filter(other -> other != links));
    }

    @Deactivate
    public void deactivate() {
        partitions.close();
        register.shutdownNow();
        background.shutdownNow();
    }

    private Optional<Peers> peers() {
        return peers.get();
    }

    private Optional<Partition> partition(int number) {
        return Optional.ofNullable(partitions.partitionOrNull(number));
    }

    @Override
    public String name() {
        return links.name();
    }

    @Override
    public CompletionStage<byte[]> handle(byte[] request) {
        return links.handle(request);
    }

    @Override
    public void told(String worker, ByteBuffer message) {
        links.told(worker, message);
    }

    @Override
    public boolean hosts(int partition) {
        return partitions.partitionOrNull(partition) != null;
    }

    @Override
    public Offer offer(int partition, long connectionId, ByteBuffer message) {
        Partition hosted = partitions.partitionOrNull(partition);
        return hosted == null ? Offer.NOT_SERVING : hosted.offer(connectionId, message);
    }

    @Override
    public void connected(long connectionId, FrameSink sink) {
        partitions.connections().connected(connectionId, sink);
    }

    @Override
    public void disconnected(long connectionId) {
        partitions.connections().disconnected(connectionId);
        partitions.all().forEach(partition -> partition.disconnected(connectionId));
    }

    @Override
    public List<PartitionReport> reports() {
        return partitions.all().stream().map(Partition::report).toList();
    }

    @Override
    public CompletionStage<BookView> book(int partition, int symbolId, int levels) {
        return on(
                partition,
                agent ->
                        agent.ask(core -> BookViews.of(partition, core.symbols().owned(symbolId), levels)));
    }

    @Override
    public CompletionStage<Cut> gate(int partition, int symbolId, String migrationId) {
        return on(partition, agent -> agent.askAndRelease(core -> core.gate(symbolId, migrationId)));
    }

    @Override
    public CompletionStage<List<byte[]>> copy(int partition, int symbolId, String migrationId) {
        return on(partition, agent -> agent.askWithoutSnapshot(core -> core.copy(symbolId, migrationId)));
    }

    @Override
    public CompletionStage<Void> reopen(int partition, int symbolId, String migrationId) {
        return on(partition, agent -> agent.change((core, now) -> core.reopen(symbolId, migrationId, now)));
    }

    @Override
    public CompletionStage<Void> release(
            int partition, int symbolId, String migrationId, int targetPartition, long epoch) {
        return on(
                partition,
                agent -> agent.change((core, now) -> core.release(symbolId, migrationId, targetPartition, epoch)));
    }

    @Override
    public CompletionStage<Void> stage(int partition, int symbolId, String migrationId, int index, byte[] chunk) {
        return on(partition, agent -> agent.change((core, now) -> core.stage(symbolId, migrationId, index, chunk)));
    }

    @Override
    public CompletionStage<Cut> seal(int partition, int symbolId, String migrationId) {
        return on(partition, agent -> agent.askAndRelease(core -> core.seal(symbolId, migrationId)));
    }

    @Override
    public CompletionStage<Void> open(int partition, int symbolId, String migrationId, long epoch) {
        return on(partition, agent -> agent.change((core, now) -> core.open(symbolId, migrationId, epoch)));
    }

    @Override
    public CompletionStage<Void> discard(int partition, int symbolId, String migrationId) {
        return on(partition, agent -> agent.change((core, now) -> core.discard(symbolId, migrationId)));
    }

    @Override
    public void routesChanged(OwnerTable routes) {
        partitions.reconcileSoon();
    }

    private <T> CompletionStage<T> on(int partition, Function<PartitionAgent, CompletionStage<T>> action) {
        try {
            return action.apply(partitions.partition(partition).agent());
        } catch (PartitionException notHere) {
            return CompletableFuture.failedStage(notHere);
        }
    }
}
