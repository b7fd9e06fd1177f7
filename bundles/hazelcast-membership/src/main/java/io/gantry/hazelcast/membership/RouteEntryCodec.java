package io.gantry.hazelcast.membership;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.order.Instrument;
import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.PartitionOwnerMessageDecoder;
import io.gantry.protocol.sbe.PartitionOwnerMessageEncoder;
import io.gantry.protocol.sbe.SymbolOwnerMessageDecoder;
import io.gantry.protocol.sbe.SymbolOwnerMessageEncoder;
import java.util.Arrays;
import java.util.function.Supplier;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Entries of the routing map to bytes and back: {@code s/NAME} holds a symbol's owner, {@code p/7} that of partition 7. Any thread. */
final class RouteEntryCodec {

    private static final String SYMBOL_PREFIX = "s/";
    private static final String PARTITION_PREFIX = "p/";
    private static final int INITIAL_BYTES = 128;

    private RouteEntryCodec() {}

    static String key(SymbolOwner owner) {
        return SYMBOL_PREFIX + owner.symbol();
    }

    static String key(PartitionOwner owner) {
        return PARTITION_PREFIX + owner.partition();
    }

    static boolean isSymbol(String key) {
        return key.startsWith(SYMBOL_PREFIX);
    }

    static boolean isPartition(String key) {
        return key.startsWith(PARTITION_PREFIX);
    }

    static byte[] encodeSymbol(Dated<SymbolOwner> entry) {
        SymbolOwner owner = entry.owner();
        Instrument instrument = owner.instrument();
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(INITIAL_BYTES);
        SymbolOwnerMessageEncoder encoder = new SymbolOwnerMessageEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .version(entry.version())
                .symbolId(instrument.symbolId())
                .partition(owner.partition())
                .epoch(owner.epoch())
                .priceDecimals((short) instrument.priceDecimals())
                .tickSize(instrument.tickSize())
                .lotSize(instrument.lotSize())
                .symbolName(owner.symbol())
                .migrationId(owner.migrationId());
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    static byte[] encodePartition(Dated<PartitionOwner> entry) {
        PartitionOwner owner = entry.owner();
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(INITIAL_BYTES);
        PartitionOwnerMessageEncoder encoder = new PartitionOwnerMessageEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .version(entry.version())
                .partition(owner.partition())
                .epoch(owner.epoch())
                .recordVersion(owner.version())
                .worker(owner.worker())
                .inSync(Names.join(owner.inSync()));
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
    }

    /** @throws ProtocolException if these are not the bytes of a symbol's owner */
    static Dated<SymbolOwner> decodeSymbol(byte[] bytes) {
        return decode(bytes, () -> {
            SymbolOwnerMessageDecoder decoder = new SymbolOwnerMessageDecoder()
                    .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
            String name = decoder.symbolName();
            String migrationId = decoder.migrationId();
            Instrument instrument = new Instrument(
                    name, decoder.symbolId(), decoder.priceDecimals(), decoder.tickSize(), decoder.lotSize());
            SymbolOwner owner = new SymbolOwner(instrument, decoder.partition(), decoder.epoch(), migrationId);
            return new Dated<>(owner, owner.epoch(), decoder.version());
        });
    }

    /** @throws ProtocolException if these are not the bytes of a partition's owner */
    static Dated<PartitionOwner> decodePartition(byte[] bytes) {
        return decode(bytes, () -> {
            PartitionOwnerMessageDecoder decoder = new PartitionOwnerMessageDecoder()
                    .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderDecoder());
            String worker = decoder.worker();
            String inSync = decoder.inSync();
            PartitionOwner owner = new PartitionOwner(
                    decoder.partition(), worker, decoder.epoch(), decoder.recordVersion(), Names.split(inSync));
            return new Dated<>(owner, owner.epoch(), decoder.version());
        });
    }

    private static <T> T decode(byte[] bytes, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException broken) {
            throw new ProtocolException("not a route, " + bytes.length + " bytes: " + broken.getMessage());
        }
    }
}
