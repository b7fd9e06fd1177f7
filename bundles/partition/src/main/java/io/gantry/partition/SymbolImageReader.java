package io.gantry.partition;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.ImageAnswersDecoder;
import io.gantry.protocol.sbe.ImageHeaderDecoder;
import io.gantry.protocol.sbe.ImageOrdersDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds a symbol's state from the chunks of {@link SymbolImageWriter}, given in order. A chunk that is damaged, foreign, out of
 * order or contradicts another is refused with the reason, and nothing can be made of the image any more.
 */
final class SymbolImageReader {

    private final int symbolId;
    private final String migrationId;
    private final OrderBookFactory books;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int nextIndex;
    private SymbolState state;
    private long epoch;
    private int ordersExpected;
    private int clientsExpected;
    private int clientsSeen;
    private long hashExpected;
    private boolean complete;

    SymbolImageReader(int symbolId, String migrationId, OrderBookFactory books) {
        this.symbolId = symbolId;
        this.migrationId = migrationId;
        this.books = books;
    }

    String migrationId() {
        return migrationId;
    }

    /** Epoch of the owner that the image was taken from. */
    long sourceEpoch() {
        return epoch;
    }

    int nextIndex() {
        return nextIndex;
    }

    /** Checks a chunk's checksum and header without taking it. */
    void inspect(int index, byte[] chunk) {
        if (index != nextIndex) {
            throw refused("chunk " + index + " came where chunk " + nextIndex + " was due");
        }
        int from = SymbolImageWriter.CHECKSUM_BYTES;
        if (chunk.length < from + MessageHeaderDecoder.ENCODED_LENGTH) {
            throw refused("chunk " + index + " has only " + chunk.length + " bytes");
        }
        buffer.wrap(chunk);
        int stored = buffer.getInt(0, ByteOrder.LITTLE_ENDIAN);
        if (stored != SymbolImageWriter.checksum(chunk, from, chunk.length - from)) {
            throw refused("chunk " + index + " is damaged: its checksum does not fit");
        }
        header.wrap(buffer, from);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw refused("chunk " + index + " is of schema " + header.schemaId() + ", not "
                    + MessageHeaderDecoder.SCHEMA_ID);
        }
        if ((header.templateId() == ImageHeaderDecoder.TEMPLATE_ID) != (index == 0)) {
            throw refused("chunk " + index + " is of template " + header.templateId());
        }
    }

    /** Takes one chunk. */
    void accept(int index, byte[] chunk) {
        inspect(index, chunk);
        try {
            switch (header.templateId()) {
                case ImageHeaderDecoder.TEMPLATE_ID -> readHeader();
                case ImageOrdersDecoder.TEMPLATE_ID -> readOrders();
                case ImageAnswersDecoder.TEMPLATE_ID -> readAnswers();
                default -> throw refused("chunk " + index + " is of unknown template " + header.templateId());
            }
        } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException | ProtocolException bad) {
            throw new PartitionException(
                    refused("chunk " + index + ": " + bad.getMessage()).getMessage(), bad);
        }
        nextIndex++;
    }

    /** The whole state; refuses an image that lacks something or whose digest is not what its source said. */
    SymbolState seal() {
        if (state == null) {
            throw refused("no chunk was staged");
        }
        if (!complete) {
            if (state.book().size() != ordersExpected || clientsSeen != clientsExpected) {
                throw refused("it is incomplete: " + state.book().size() + " of " + ordersExpected + " orders, "
                        + clientsSeen + " of " + clientsExpected + " clients");
            }
            state.book().validate();
            if (state.stateHash() != hashExpected) {
                throw refused("its state hash is " + Long.toHexString(state.stateHash()) + ", the source said "
                        + Long.toHexString(hashExpected));
            }
            complete = true;
        }
        return state;
    }

    private void readHeader() {
        ImageHeaderDecoder image = new ImageHeaderDecoder();
        image.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
        if (image.formatVersion() != SymbolImageWriter.FORMAT_VERSION) {
            throw refused("it has format version " + image.formatVersion() + ", this worker reads version "
                    + SymbolImageWriter.FORMAT_VERSION);
        }
        if (image.symbolId() != symbolId) {
            throw refused("it is of symbol number " + image.symbolId());
        }
        epoch = image.epoch();
        ordersExpected = image.orders();
        clientsExpected = image.clients();
        hashExpected = image.stateHash();
        Instrument instrument =
                new Instrument(image.symbolName(), symbolId, image.priceDecimals(), image.tickSize(), image.lotSize());
        state = new SymbolState(instrument, books.create(instrument), books.name());
        state.restore(image.commandSequence(), image.eventSequence(), image.eventChain(), image.timeNanos());
        state.book().restore(WireEnums.MARKET_STATE.api(image.marketState()), image.lastTradePrice(), image.arrivals());
    }

    private void readOrders() {
        ImageOrdersDecoder orders = new ImageOrdersDecoder();
        orders.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
        for (ImageOrdersDecoder.RowsDecoder row : orders.rows()) {
            state.book()
                    .restoreOrder(
                            row.orderId(),
                            row.account(),
                            WireEnums.SIDE.api(row.side()),
                            row.price(),
                            row.remaining(),
                            row.arrival(),
                            row.postOnly() == 1);
        }
    }

    private void readAnswers() {
        ImageAnswersDecoder answers = new ImageAnswersDecoder();
        answers.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
        ClientAnswers client = state.answers().client(answers.clientId());
        clientsSeen++;
        CommandAnswer answer = new CommandAnswer();
        for (ImageAnswersDecoder.RowsDecoder row : answers.rows()) {
            answer.requestId(row.requestId())
                    .status(WireEnums.ANSWER_STATUS.api(row.status()))
                    .reason(WireEnums.REJECT_REASON.api(row.reason()))
                    .orderId(row.orderId())
                    .commandSequence(row.commandSequence())
                    .filledQuantity(row.filledQuantity())
                    .openQuantity(row.openQuantity())
                    .firstEvent(row.firstEvent())
                    .lastEvent(row.lastEvent());
            client.add(answer, row.digest());
        }
    }

    private PartitionException refused(String why) {
        return new PartitionException(
                "image of symbol number " + symbolId + " for migration " + migrationId + " refused: " + why);
    }
}
