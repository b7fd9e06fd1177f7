package io.gantry.transport;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.RoutesEncoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.agrona.ExpandableArrayBuffer;

/** Writes all routes into one message. */
final class RoutesWriter {

    private final FrameSink sink;
    private final SelfAddress self;

    RoutesWriter(FrameSink sink, SelfAddress self) {
        this.sink = sink;
        this.self = self;
    }

    void write(long correlationId, RouteTable routes) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(4096);
        RoutesEncoder encoder = new RoutesEncoder();
        OwnerTable owners = routes.owners();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .correlationId(correlationId)
                .version(owners.version());
        RoutesEncoder.SymbolsEncoder symbols =
                encoder.symbolsCount(owners.symbols().size());
        for (SymbolOwner owner : owners.symbols().values()) {
            symbols.next()
                    .symbolId(owner.instrument().symbolId())
                    .partition(owner.partition())
                    .epoch(owner.epoch())
                    .priceDecimals((short) owner.instrument().priceDecimals())
                    .tickSize(owner.instrument().tickSize())
                    .lotSize(owner.instrument().lotSize())
                    .symbolName(owner.symbol());
        }
        RoutesEncoder.PartitionsEncoder partitions =
                encoder.partitionsCount(owners.partitions().size());
        for (PartitionOwner owner : owners.partitions().values()) {
            Optional<WorkerInfo> worker = routes.workerOf(owner.partition()).map(self::published);
            partitions
                    .next()
                    .partition(owner.partition())
                    .epoch(owner.epoch())
                    .port(worker.map(WorkerInfo::port).orElse(0))
                    .worker(owner.worker())
                    .host(worker.map(WorkerInfo::host).orElse(""));
        }
        List<WorkerInfo> alive = routes.workers();
        RoutesEncoder.WorkersEncoder workers = encoder.workersCount(alive.size());
        for (WorkerInfo worker : alive) {
            WorkerInfo published = self.published(worker);
            workers.next().port(published.port()).worker(published.name()).host(published.host());
        }
        sink.send(
                ByteBuffer.wrap(buffer.byteArray(), 0, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()));
    }
}
