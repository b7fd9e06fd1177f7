package io.gantry.partition;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.CommandSequencedDecoder;
import io.gantry.protocol.sbe.EpochBeganDecoder;
import io.gantry.protocol.sbe.ImageDiscardedDecoder;
import io.gantry.protocol.sbe.ImageStagedDecoder;
import io.gantry.protocol.sbe.InSyncChangedDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.SymbolListedDecoder;
import io.gantry.protocol.sbe.SymbolOpenedDecoder;
import io.gantry.protocol.sbe.SymbolReleasedDecoder;
import io.gantry.protocol.sbe.SymbolTickDecoder;
import org.agrona.DirectBuffer;

/**
 * Makes a partition's state from its log: the same commands through the same code, on recovery from a snapshot on, and on a standby as they come. What it
 * owns afterwards is unconfirmed until the register has been asked.
 */
final class LogReplay {

    private final PartitionSymbols symbols;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandSequencedDecoder sequenced = new CommandSequencedDecoder();
    private final SymbolTickDecoder tick = new SymbolTickDecoder();
    private final CommandCodec commands = new CommandCodec();
    private final OrderCommand command = new OrderCommand();
    private DirectBuffer buffer;
    private long records;

    LogReplay(PartitionSymbols symbols) {
        this.symbols = symbols;
    }

    long records() {
        return records;
    }

    /**
     * Does what a record says.
     *
     * @param end position behind it
     */
    void record(long end, DirectBuffer payload) {
        buffer = payload;
        header.wrap(buffer, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new PartitionException("log record before position " + end + " is of schema " + header.schemaId()
                    + ", not " + MessageHeaderDecoder.SCHEMA_ID);
        }
        if (header.version() < CommandCodec.OLDEST_VERSION) {
            throw new PartitionException("log record before position " + end + " is of schema version "
                    + header.version() + ", which was never released; read are versions from "
                    + CommandCodec.OLDEST_VERSION + " on");
        }
        switch (header.templateId()) {
            case CommandSequencedDecoder.TEMPLATE_ID -> command();
            case SymbolTickDecoder.TEMPLATE_ID -> tick();
            case SymbolListedDecoder.TEMPLATE_ID -> listed();
            case ImageStagedDecoder.TEMPLATE_ID -> staged();
            case SymbolOpenedDecoder.TEMPLATE_ID -> opened();
            case SymbolReleasedDecoder.TEMPLATE_ID -> released();
            case ImageDiscardedDecoder.TEMPLATE_ID -> discarded();
            case EpochBeganDecoder.TEMPLATE_ID, InSyncChangedDecoder.TEMPLATE_ID -> {
                // The replica reads these; they change nothing of the state.
            }
            default ->
                throw new PartitionException("log record before position " + end + " is of unknown template "
                        + header.templateId() + ": written by a newer version?");
        }
        records++;
    }

    private void tick() {
        tick.wrapAndApplyHeader(buffer, 0, header);
        symbols.ticked(tick.symbolId(), tick.commandSequence(), tick.timeNanos());
    }

    private void command() {
        sequenced.wrapAndApplyHeader(buffer, 0, header);
        commands.decode(buffer, LogRecords.SEQUENCED_LENGTH, command);
        symbols.sequenced(sequenced.commandSequence(), sequenced.timeNanos(), command);
    }

    private void listed() {
        SymbolListedDecoder listed = new SymbolListedDecoder();
        listed.wrapAndApplyHeader(buffer, 0, header);
        Instrument instrument = new Instrument(
                listed.symbolName(), listed.symbolId(), listed.priceDecimals(), listed.tickSize(), listed.lotSize());
        OrderBookFactory factory = bookFor(instrument.symbolId(), listed.bookVersion(), listed.book());
        symbols.listed(instrument, listed.epoch(), factory, false);
    }

    /** The factory of the books here, if what it makes does the same with the commands that follow as it did then. */
    private OrderBookFactory bookFor(int symbolId, int version, String book) {
        OrderBookFactory here = symbols.factory();
        if (here.version() != version) {
            throw new PartitionException("symbol number " + symbolId + " was kept by book "
                    + BookSource.label(book, version) + " when its log was written; here is book "
                    + BookSource.label(here) + ", which may make another state of the same commands. Start this worker"
                    + " with a book of version " + version + ", then move its symbols to a worker that has the other"
                    + " version");
        }
        return here;
    }

    private void staged() {
        ImageStagedDecoder staged = new ImageStagedDecoder();
        staged.wrapAndApplyHeader(buffer, 0, header);
        int symbolId = staged.symbolId();
        int index = staged.index();
        String migrationId = staged.migrationId();
        byte[] chunk = new byte[staged.chunkLength()];
        staged.getChunk(chunk, 0, chunk.length);
        try {
            symbols.chunk(symbolId, migrationId, index, chunk);
        } catch (PartitionException refused) {
            // It was refused when it came, too: the image was dropped then as it is now.
            symbols.discarded(symbolId);
        }
    }

    private void opened() {
        SymbolOpenedDecoder opened = new SymbolOpenedDecoder();
        opened.wrapAndApplyHeader(buffer, 0, header);
        int symbolId = opened.symbolId();
        long epoch = opened.epoch();
        int bookVersion = opened.bookVersion();
        String migrationId = opened.migrationId();
        bookFor(symbolId, bookVersion, opened.book());
        symbols.opened(symbolId, migrationId, epoch, false);
    }

    private void released() {
        SymbolReleasedDecoder released = new SymbolReleasedDecoder();
        released.wrapAndApplyHeader(buffer, 0, header);
        symbols.released(released.symbolId(), released.targetPartition(), released.epoch());
    }

    private void discarded() {
        ImageDiscardedDecoder discarded = new ImageDiscardedDecoder();
        discarded.wrapAndApplyHeader(buffer, 0, header);
        symbols.discarded(discarded.symbolId());
    }
}
