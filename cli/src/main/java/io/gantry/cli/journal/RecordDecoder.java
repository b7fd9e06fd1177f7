package io.gantry.cli.journal;

import io.gantry.protocol.sbe.CommandSequencedDecoder;
import io.gantry.protocol.sbe.EpochBeganDecoder;
import io.gantry.protocol.sbe.ImageDiscardedDecoder;
import io.gantry.protocol.sbe.ImageStagedDecoder;
import io.gantry.protocol.sbe.InSyncChangedDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.SymbolListedDecoder;
import io.gantry.protocol.sbe.SymbolOpenedDecoder;
import io.gantry.protocol.sbe.SymbolReleasedDecoder;
import io.gantry.protocol.sbe.SymbolTickDecoder;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** What a record of a partition's log says, by the protocol's schema. */
final class RecordDecoder {

    /** Name of what the record is, among its figures. */
    static final String TEMPLATE = "record";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Map<String, Object> figures = new LinkedHashMap<>();

    /** Its figures by name, the first is what it is. One that does not say what it should is told with its length. */
    Map<String, Object> decode(ByteBuffer record) {
        figures = new LinkedHashMap<>();
        int length = record.remaining();
        DirectBuffer bytes = new UnsafeBuffer(record, record.position(), length);
        try {
            decode(bytes);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            put("unreadable", true).put("bytes", length);
        }
        return figures;
    }

    private RecordDecoder put(String name, Object value) {
        figures.put(name, value);
        return this;
    }

    private void decode(DirectBuffer bytes) {
        if (bytes.capacity() < MessageHeaderDecoder.ENCODED_LENGTH) {
            put(TEMPLATE, "unknown").put("bytes", bytes.capacity());
            return;
        }
        header.wrap(bytes, 0);
        int template = header.schemaId() == MessageHeaderDecoder.SCHEMA_ID ? header.templateId() : -1;
        switch (template) {
            case CommandSequencedDecoder.TEMPLATE_ID -> command(bytes);
            case SymbolTickDecoder.TEMPLATE_ID -> tick(bytes);
            case SymbolListedDecoder.TEMPLATE_ID -> listed(bytes);
            case ImageStagedDecoder.TEMPLATE_ID -> staged(bytes);
            case SymbolOpenedDecoder.TEMPLATE_ID -> opened(bytes);
            case SymbolReleasedDecoder.TEMPLATE_ID -> released(bytes);
            case ImageDiscardedDecoder.TEMPLATE_ID -> discarded(bytes);
            case EpochBeganDecoder.TEMPLATE_ID -> epochBegan(bytes);
            case InSyncChangedDecoder.TEMPLATE_ID -> inSyncChanged(bytes);
            default ->
                put(TEMPLATE, "unknown")
                        .put("template", header.templateId())
                        .put("schema", header.schemaId())
                        .put("version", header.version())
                        .put("bytes", bytes.capacity());
        }
    }

    private void command(DirectBuffer bytes) {
        put(TEMPLATE, "CommandSequenced");
        CommandSequencedDecoder sequenced = new CommandSequencedDecoder().wrapAndApplyHeader(bytes, 0, header);
        long sequence = sequenced.commandSequence();
        long timeNanos = sequenced.timeNanos();
        int offset = MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength();
        OrderCommandMessageDecoder command = new OrderCommandMessageDecoder();
        if (header.wrap(bytes, offset).templateId() != OrderCommandMessageDecoder.TEMPLATE_ID) {
            put("sequence", sequence).put("time", timeNanos).put("unknown template", header.templateId());
            return;
        }
        command.wrapAndApplyHeader(bytes, offset, header);
        put("symbol", command.symbolId())
                .put("sequence", sequence)
                .put("time", timeNanos)
                .put("kind", command.kind().name())
                .put("client", command.clientId())
                .put("request", command.requestId())
                .put("order", command.orderId());
        putIfNotZero("account", command.account());
        switch (command.kind()) {
            case NEW, REPLACE -> order(command);
            case REDUCE -> put("quantity", command.quantity());
            case MARKET_STATE -> put("state", command.marketState().name());
            case MASS_CANCEL -> put("scope", command.scope().name());
            case RULES -> rules(command);
            default -> {
                // A cancel says no more.
            }
        }
    }

    private void order(OrderCommandMessageDecoder command) {
        put("side", command.side().name())
                .put("type", command.orderType().name())
                .put("timeInForce", command.timeInForce().name())
                .put("price", command.price())
                .put("quantity", command.quantity());
        putIfNotZero("stopPrice", command.stopPrice());
        putIfNotZero("display", command.displayQuantity());
        putIfNotZero("minQuantity", command.minQuantity());
        putIfNotZero("expires", command.expireNanos());
        putIfNotZero("postOnly", command.postOnly());
    }

    private void rules(OrderCommandMessageDecoder command) {
        put("lowPrice", command.price())
                .put("highPrice", command.stopPrice())
                .put("protectionTicks", command.displayQuantity())
                .put("maxOpenOrders", command.quantity())
                .put("dayEnd", command.expireNanos());
    }

    private void putIfNotZero(String name, long value) {
        if (value != 0) {
            put(name, value);
        }
    }

    private void tick(DirectBuffer bytes) {
        SymbolTickDecoder tick = new SymbolTickDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "SymbolTick")
                .put("symbol", tick.symbolId())
                .put("sequence", tick.commandSequence())
                .put("time", tick.timeNanos());
    }

    private void listed(DirectBuffer bytes) {
        SymbolListedDecoder listed = new SymbolListedDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "SymbolListed")
                .put("symbol", listed.symbolId())
                .put("epoch", listed.epoch())
                .put("priceDecimals", listed.priceDecimals())
                .put("tickSize", listed.tickSize())
                .put("lotSize", listed.lotSize())
                .put("bookVersion", listed.bookVersion())
                .put("name", listed.symbolName())
                .put("book", listed.book());
    }

    private void staged(DirectBuffer bytes) {
        ImageStagedDecoder staged = new ImageStagedDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "ImageStaged")
                .put("symbol", staged.symbolId())
                .put("index", staged.index())
                .put("migration", staged.migrationId())
                .put("chunkBytes", staged.chunkLength());
    }

    private void opened(DirectBuffer bytes) {
        SymbolOpenedDecoder opened = new SymbolOpenedDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "SymbolOpened")
                .put("symbol", opened.symbolId())
                .put("epoch", opened.epoch())
                .put("bookVersion", opened.bookVersion())
                .put("migration", opened.migrationId())
                .put("book", opened.book());
    }

    private void released(DirectBuffer bytes) {
        SymbolReleasedDecoder released = new SymbolReleasedDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "SymbolReleased")
                .put("symbol", released.symbolId())
                .put("toPartition", released.targetPartition())
                .put("epoch", released.epoch())
                .put("migration", released.migrationId());
    }

    private void discarded(DirectBuffer bytes) {
        ImageDiscardedDecoder discarded = new ImageDiscardedDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "ImageDiscarded").put("symbol", discarded.symbolId()).put("migration", discarded.migrationId());
    }

    private void epochBegan(DirectBuffer bytes) {
        EpochBeganDecoder began = new EpochBeganDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "EpochBegan")
                .put("epoch", began.epoch())
                .put("version", began.version())
                .put("worker", began.worker())
                .put("inSync", began.inSync());
    }

    private void inSyncChanged(DirectBuffer bytes) {
        InSyncChangedDecoder changed = new InSyncChangedDecoder().wrapAndApplyHeader(bytes, 0, header);
        put(TEMPLATE, "InSyncChanged")
                .put("epoch", changed.epoch())
                .put("version", changed.version())
                .put("inSync", changed.inSync());
    }
}
