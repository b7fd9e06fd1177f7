package io.gantry.client;

import io.gantry.engine.api.order.Instrument;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.RoutesDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * All routes as one worker knows them.
 *
 * @param correlationId of the query
 * @param version of the register that they are from
 * @param symbols all symbols
 * @param partitions all partitions
 * @param workers where live workers listen, those without a partition among them
 */
record RoutesMessage(
        long correlationId, long version, List<Symbol> symbols, List<Partition> partitions, List<Address> workers) {

    /** One symbol. */
    record Symbol(Instrument instrument, int partition, long epoch) {}

    /** One partition; its worker is not alive if the port is 0. */
    record Partition(int partition, long epoch, String worker, String host, int port) {}

    static RoutesMessage decode(DirectBuffer buffer) {
        RoutesDecoder decoder = new RoutesDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
        long correlationId = decoder.correlationId();
        long version = decoder.version();
        List<Symbol> symbols = new ArrayList<>();
        for (RoutesDecoder.SymbolsDecoder row : decoder.symbols()) {
            int partition = row.partition();
            long epoch = row.epoch();
            int symbolId = row.symbolId();
            short priceDecimals = row.priceDecimals();
            long tickSize = row.tickSize();
            long lotSize = row.lotSize();
            symbols.add(new Symbol(
                    new Instrument(row.symbolName(), symbolId, priceDecimals, tickSize, lotSize), partition, epoch));
        }
        List<Partition> partitions = new ArrayList<>();
        for (RoutesDecoder.PartitionsDecoder row : decoder.partitions()) {
            partitions.add(new Partition(row.partition(), row.epoch(), row.worker(), row.host(), row.port()));
        }
        List<Address> workers = new ArrayList<>();
        for (RoutesDecoder.WorkersDecoder row : decoder.workers()) {
            int port = row.port();
            row.skipWorker();
            String host = row.host();
            if (port > 0 && !host.isBlank()) {
                workers.add(new Address(host, port));
            }
        }
        return new RoutesMessage(
                correlationId, version, List.copyOf(symbols), List.copyOf(partitions), List.copyOf(workers));
    }
}
