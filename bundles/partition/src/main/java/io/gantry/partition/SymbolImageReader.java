package io.gantry.partition;

import io.gantry.engine.api.book.BookImageException;
import io.gantry.engine.api.book.BookImageReader;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.ProtocolException;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.ImageAnswersDecoder;
import io.gantry.protocol.sbe.ImageBookDecoder;
import io.gantry.protocol.sbe.ImageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds a symbol's state from the chunks of {@link SymbolImageWriter}, given in order. A chunk that is damaged, foreign, out of
 * order or contradicts another is refused with the reason, and nothing can be made of the image any more.
 */
final class SymbolImageReader {

    /** What the header said. */
    private record Head(
            Instrument instrument,
            BookImageReader book,
            long epoch,
            long commandSequence,
            long eventSequence,
            long eventChain,
            long timeNanos,
            int bookChunks,
            int clients,
            long stateHash) {}

    private final int symbolId;
    private final String migrationId;
    private final OrderBookFactory factory;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int nextIndex;
    private Optional<Head> head = Optional.empty();
    private Optional<SymbolState> state = Optional.empty();
    private int bookChunksSeen;
    private int clientsSeen;
    private boolean isSealed;

    /** @param factory makes the book */
    SymbolImageReader(int symbolId, String migrationId, OrderBookFactory factory) {
        this.symbolId = symbolId;
        this.migrationId = migrationId;
        this.factory = factory;
    }

    String migrationId() {
        return migrationId;
    }

    /** Epoch of the owner that the image was taken from. */
    long sourceEpoch() {
        return head.map(Head::epoch).orElse(0L);
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
        if (header.version() < CommandCodec.OLDEST_VERSION) {
            throw refused("chunk " + index + " is of schema version " + header.version() + ", read are versions from "
                    + CommandCodec.OLDEST_VERSION + " on");
        }
    }

    /** Takes one chunk. */
    void accept(int index, byte[] chunk) {
        inspect(index, chunk);
        try {
            switch (header.templateId()) {
                case ImageHeaderDecoder.TEMPLATE_ID -> readHeader();
                case ImageBookDecoder.TEMPLATE_ID -> readBook();
                case ImageAnswersDecoder.TEMPLATE_ID -> readAnswers();
                default -> throw refused("chunk " + index + " is of unknown template " + header.templateId());
            }
        } catch (BookImageException
                | IllegalArgumentException
                | IllegalStateException
                | IndexOutOfBoundsException
                | ProtocolException bad) {
            throw new PartitionException(
                    refused("chunk " + index + ": " + bad.getMessage()).getMessage(), bad);
        }
        nextIndex++;
    }

    /** Like {@link #seal}, of an image that this code wrote: its books' inner order is not walked once more. */
    SymbolState sealOwn() {
        return seal(false);
    }

    /** The whole state; refuses an image that lacks something or whose digest is not what its source said. */
    SymbolState seal() {
        return seal(true);
    }

    private SymbolState seal(boolean isForeign) {
        Head told = head.orElseThrow(() -> refused("no chunk was staged"));
        SymbolState sealed = state.orElseThrow(() ->
                refused("it is incomplete: " + bookChunksSeen + " of " + told.bookChunks() + " chunks of the book"));
        if (isSealed) {
            return sealed;
        }
        if (clientsSeen != told.clients()) {
            throw refused("it is incomplete: " + clientsSeen + " of " + told.clients() + " clients");
        }
        if (isForeign) {
            sealed.book().validate();
        }
        if (sealed.stateHash() != told.stateHash()) {
            throw refused("its state hash is " + Long.toHexString(sealed.stateHash()) + ", the source said "
                    + Long.toHexString(told.stateHash()));
        }
        isSealed = true;
        return sealed;
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
        Instrument instrument =
                new Instrument(image.symbolName(), symbolId, image.priceDecimals(), image.tickSize(), image.lotSize());
        head = Optional.of(new Head(
                instrument,
                new BookImageReader(factory, instrument),
                image.epoch(),
                image.commandSequence(),
                image.eventSequence(),
                image.eventChain(),
                image.timeNanos(),
                image.bookChunks(),
                image.clients(),
                image.stateHash()));
    }

    private void readBook() {
        Head told = head.orElseThrow();
        if (bookChunksSeen == told.bookChunks()) {
            throw refused("it has more than the " + told.bookChunks() + " chunks of the book that its header tells");
        }
        ImageBookDecoder image = new ImageBookDecoder();
        image.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
        byte[] chunk = new byte[image.chunkLength()];
        image.getChunk(chunk, 0, chunk.length);
        told.book().chunk(chunk);
        bookChunksSeen++;
        if (bookChunksSeen == told.bookChunks()) {
            SymbolState restored =
                    new SymbolState(told.instrument(), told.book().finish(), factory);
            restored.restore(told.commandSequence(), told.eventSequence(), told.eventChain(), told.timeNanos());
            state = Optional.of(restored);
        }
    }

    private void readAnswers() {
        ImageAnswersDecoder answers = new ImageAnswersDecoder();
        answers.wrapAndApplyHeader(buffer, SymbolImageWriter.CHECKSUM_BYTES, header);
        SymbolState restored = state.orElseThrow(() -> refused("answers came before the book was complete"));
        ClientAnswers client = restored.answers().client(answers.clientId());
        long lastRequestId = answers.lastRequestId();
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
        client.restore(lastRequestId);
    }

    private PartitionException refused(String why) {
        return new PartitionException(
                "image of symbol number " + symbolId + " for migration " + migrationId + " refused: " + why);
    }
}
