package io.gantry.partition;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.CommandSequencedEncoder;
import io.gantry.protocol.sbe.ImageDiscardedEncoder;
import io.gantry.protocol.sbe.ImageStagedEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.SymbolListedEncoder;
import io.gantry.protocol.sbe.SymbolOpenedEncoder;
import io.gantry.protocol.sbe.SymbolReleasedEncoder;
import io.gantry.protocol.sbe.SymbolTickEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes the records of a partition's log; each method returns the record's length in {@link #buffer()}. Hot path for commands. */
final class LogRecords {

    /** Length of {@code CommandSequenced} with header; the command's own message follows it. */
    static final int SEQUENCED_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + CommandSequencedEncoder.BLOCK_LENGTH;

    /** Commands and ticks are short. Beside the other buffer, since the compiler makes better code for one kind of buffer than for two. */
    private final UnsafeBuffer shortRecord = new UnsafeBuffer(new byte[SEQUENCED_LENGTH + CommandCodec.LENGTH]);

    private final MutableDirectBuffer longRecord = new ExpandableArrayBuffer(1024);
    private MutableDirectBuffer buffer = longRecord;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandCodec commands = new CommandCodec();
    private final CommandSequencedEncoder sequenced = new CommandSequencedEncoder();
    private final SymbolTickEncoder tick = new SymbolTickEncoder();
    private final SymbolListedEncoder listed = new SymbolListedEncoder();
    private final ImageStagedEncoder staged = new ImageStagedEncoder();
    private final SymbolOpenedEncoder opened = new SymbolOpenedEncoder();
    private final SymbolReleasedEncoder released = new SymbolReleasedEncoder();
    private final ImageDiscardedEncoder discarded = new ImageDiscardedEncoder();

    MutableDirectBuffer buffer() {
        return buffer;
    }

    int sequenced(long commandSequence, long timeNanos, OrderCommand command) {
        buffer = shortRecord;
        sequenced
                .wrapAndApplyHeader(shortRecord, 0, header)
                .commandSequence(commandSequence)
                .timeNanos(timeNanos);
        return SEQUENCED_LENGTH + commands.encode(command, shortRecord, SEQUENCED_LENGTH);
    }

    int tick(int symbolId, long commandSequence, long timeNanos) {
        buffer = shortRecord;
        tick.wrapAndApplyHeader(shortRecord, 0, header)
                .symbolId(symbolId)
                .commandSequence(commandSequence)
                .timeNanos(timeNanos);
        return MessageHeaderEncoder.ENCODED_LENGTH + SymbolTickEncoder.BLOCK_LENGTH;
    }

    int listed(Instrument instrument, long epoch, OrderBookFactory factory) {
        buffer = longRecord;
        listed.wrapAndApplyHeader(longRecord, 0, header)
                .symbolId(instrument.symbolId())
                .epoch(epoch)
                .priceDecimals((short) instrument.priceDecimals())
                .tickSize(instrument.tickSize())
                .lotSize(instrument.lotSize())
                .bookVersion(factory.version())
                .symbolName(instrument.symbol())
                .book(factory.name());
        return MessageHeaderEncoder.ENCODED_LENGTH + listed.encodedLength();
    }

    int staged(int symbolId, String migrationId, int index, byte[] chunk) {
        buffer = longRecord;
        staged.wrapAndApplyHeader(longRecord, 0, header)
                .symbolId(symbolId)
                .index(index)
                .migrationId(migrationId)
                .putChunk(chunk, 0, chunk.length);
        return MessageHeaderEncoder.ENCODED_LENGTH + staged.encodedLength();
    }

    int opened(SymbolState state, String migrationId, long epoch) {
        buffer = longRecord;
        opened.wrapAndApplyHeader(longRecord, 0, header)
                .symbolId(state.instrument().symbolId())
                .epoch(epoch)
                .bookVersion(state.bookVersion())
                .migrationId(migrationId)
                .book(state.bookName());
        return MessageHeaderEncoder.ENCODED_LENGTH + opened.encodedLength();
    }

    int released(int symbolId, String migrationId, int targetPartition, long epoch) {
        buffer = longRecord;
        released.wrapAndApplyHeader(longRecord, 0, header)
                .symbolId(symbolId)
                .targetPartition(targetPartition)
                .epoch(epoch)
                .migrationId(migrationId);
        return MessageHeaderEncoder.ENCODED_LENGTH + released.encodedLength();
    }

    int discarded(int symbolId, String migrationId) {
        buffer = longRecord;
        discarded.wrapAndApplyHeader(longRecord, 0, header).symbolId(symbolId).migrationId(migrationId);
        return MessageHeaderEncoder.ENCODED_LENGTH + discarded.encodedLength();
    }
}
