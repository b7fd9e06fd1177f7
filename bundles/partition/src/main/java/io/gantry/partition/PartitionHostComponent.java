package io.gantry.partition;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/** The worker's partitions as services. */
@Component(
        name = PartitionHostComponent.PID,
        immediate = true,
        configurationPid = {WorkerConfig.PID, PartitionHostComponent.PID},
        service = {PartitionHost.class, ExportSide.class, ImportSide.class, RouteListener.class})
public final class PartitionHostComponent implements PartitionHost, ExportSide, ImportSide, RouteListener {

    /** Name of the component and of its configuration. */
    public static final String PID = "io.gantry.partition";

    private final Partitions partitions;

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
        try {
            partitions = new Partitions(
                    PartitionSettings.partitions(worker.partitions()),
                    Path.of(worker.home()).resolve("data"),
                    PartitionSettings.of(config),
                    books,
                    journals,
                    router,
                    new OwnershipKeeper(membership.self().name(), register, routes),
                    end);
        } catch (IllegalArgumentException wrong) {
            end.accept("configuration: " + wrong.getMessage());
            throw wrong;
        }
        partitions.start();
    }

    @Deactivate
    public void deactivate() {
        partitions.close();
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
        return on(partition, agent -> agent.ask(core -> core.copy(symbolId, migrationId)));
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
