package io.gantry.client;

import io.gantry.engine.api.order.Instrument;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.RoutesEncoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** What a fake worker says about routes. Immutable. */
record FakeRoutes(
        long version,
        List<RoutesMessage.Symbol> symbols,
        List<RoutesMessage.Partition> partitions,
        List<Integer> standbyPorts) {

    static final FakeRoutes NONE = new FakeRoutes(0, List.of(), List.of(), List.of());

    FakeRoutes symbol(String name, int symbolId, int partition, long epoch) {
        List<RoutesMessage.Symbol> next = new ArrayList<>(symbols);
        next.removeIf(symbol -> symbol.instrument().symbol().equals(name));
        next.add(new RoutesMessage.Symbol(new Instrument(name, symbolId, 2, 1, 1), partition, epoch));
        return new FakeRoutes(version + 1, next, partitions, standbyPorts);
    }

    FakeRoutes partition(int partition, long epoch, String worker, int port) {
        List<RoutesMessage.Partition> next = new ArrayList<>(partitions);
        next.removeIf(row -> row.partition() == partition);
        next.add(new RoutesMessage.Partition(partition, epoch, worker, port == 0 ? "" : "127.0.0.1", port));
        return new FakeRoutes(version + 1, symbols, next, standbyPorts);
    }

    /** A live worker that hosts no partition. */
    FakeRoutes standby(int port) {
        List<Integer> next = new ArrayList<>(standbyPorts);
        next.add(port);
        return new FakeRoutes(version + 1, symbols, partitions, next);
    }

    byte[] encode(long correlationId) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        RoutesEncoder encoder = new RoutesEncoder();
        encoder.wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .correlationId(correlationId)
                .version(version);
        RoutesEncoder.SymbolsEncoder rows = encoder.symbolsCount(symbols.size());
        for (RoutesMessage.Symbol symbol : symbols) {
            rows.next()
                    .symbolId(symbol.instrument().symbolId())
                    .partition(symbol.partition())
                    .epoch(symbol.epoch())
                    .priceDecimals((short) symbol.instrument().priceDecimals())
                    .tickSize(symbol.instrument().tickSize())
                    .lotSize(symbol.instrument().lotSize())
                    .symbolName(symbol.instrument().symbol());
        }
        RoutesEncoder.PartitionsEncoder owners = encoder.partitionsCount(partitions.size());
        for (RoutesMessage.Partition row : partitions) {
            owners.next()
                    .partition(row.partition())
                    .epoch(row.epoch())
                    .port(row.port())
                    .worker(row.worker())
                    .host(row.host());
        }
        RoutesEncoder.WorkersEncoder standbys = encoder.workersCount(standbyPorts.size());
        for (int port : standbyPorts) {
            standbys.next().port(port).worker("standby").host("127.0.0.1");
        }
        byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength()];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
