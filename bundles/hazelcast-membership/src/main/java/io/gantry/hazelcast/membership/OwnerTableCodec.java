package io.gantry.hazelcast.membership;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.order.Instrument;
import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.OwnerTableMessageDecoder;
import io.gantry.protocol.sbe.OwnerTableMessageEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The register's content to bytes and back. Equal tables give equal bytes, which is what compare-and-set compares. Any thread. */
final class OwnerTableCodec {

    private static final int INITIAL_BYTES = 4_096;

    private OwnerTableCodec() {}

    /** @throws IllegalArgumentException if the table has more symbols than the message can count */
    static byte[] encode(OwnerTable table) {
        int most = OwnerTableMessageEncoder.SymbolsEncoder.countMaxValue();
        if (table.symbols().size() > most) {
            throw new IllegalArgumentException("the register can hold " + most + " symbols, not "
                    + table.symbols().size());
        }
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(INITIAL_BYTES);
        OwnerTableMessageEncoder encoder = new OwnerTableMessageEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .version(table.version())
                .nextSymbolId(table.nextSymbolId());
        OwnerTableMessageEncoder.PartitionsEncoder partitions =
                encoder.partitionsCount(table.partitions().size());
        table.partitions()
                .values()
                .forEach(owner -> partitions
                        .next()
                        .partition(owner.partition())
                        .epoch(owner.epoch())
                        .version(owner.version())
                        .worker(owner.worker())
                        .inSync(Names.join(owner.inSync())));
        OwnerTableMessageEncoder.SymbolsEncoder symbols =
                encoder.symbolsCount(table.symbols().size());
        table.symbols()
                .values()
                .forEach(owner -> symbols.next()
                        .symbolId(owner.instrument().symbolId())
                        .partition(owner.partition())
                        .epoch(owner.epoch())
                        .priceDecimals((short) owner.instrument().priceDecimals())
                        .tickSize(owner.instrument().tickSize())
                        .lotSize(owner.instrument().lotSize())
                        .symbolName(owner.symbol())
                        .migrationId(owner.migrationId()));
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        return Arrays.copyOf(buffer.byteArray(), length);
    }

    /** @throws ProtocolException if these are not the bytes of a table */
    static OwnerTable decode(byte[] bytes) {
        try {
            OwnerTableMessageDecoder decoder = new OwnerTableMessageDecoder()
                    .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
            long version = decoder.version();
            int nextSymbolId = decoder.nextSymbolId();
            List<PartitionOwner> partitions = new ArrayList<>();
            decoder.partitions().forEach(row -> partitions.add(partition(row)));
            List<SymbolOwner> symbols = new ArrayList<>();
            decoder.symbols().forEach(row -> symbols.add(symbol(row)));
            return OwnerTable.of(version, nextSymbolId, partitions, symbols);
        } catch (IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException broken) {
            throw new ProtocolException("not an owner table, " + bytes.length + " bytes: " + broken.getMessage());
        }
    }

    private static PartitionOwner partition(OwnerTableMessageDecoder.PartitionsDecoder row) {
        int partition = row.partition();
        long epoch = row.epoch();
        long version = row.version();
        // The texts stand behind the fields and are read in their order.
        String worker = row.worker();
        String inSync = row.inSync();
        return new PartitionOwner(partition, worker, epoch, version, Names.split(inSync));
    }

    private static SymbolOwner symbol(OwnerTableMessageDecoder.SymbolsDecoder row) {
        int symbolId = row.symbolId();
        int partition = row.partition();
        long epoch = row.epoch();
        int priceDecimals = row.priceDecimals();
        long tickSize = row.tickSize();
        long lotSize = row.lotSize();
        // The texts stand behind the fields and are read in their order.
        String name = row.symbolName();
        String migrationId = row.migrationId();
        return new SymbolOwner(
                new Instrument(name, symbolId, priceDecimals, tickSize, lotSize), partition, epoch, migrationId);
    }
}
