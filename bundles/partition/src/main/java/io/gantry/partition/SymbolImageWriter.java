package io.gantry.partition;

import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.ImageAnswersEncoder;
import io.gantry.protocol.sbe.ImageBookEncoder;
import io.gantry.protocol.sbe.ImageHeaderEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a symbol's whole state as chunks. Each chunk is a CRC32C (little endian) over what follows it, and one SBE message: first an
 * {@code ImageHeader}, then {@code ImageBook} for each chunk of the book's own image, then {@code ImageAnswers} by rising client.
 */
final class SymbolImageWriter {

    /** Version of what is written. */
    static final int FORMAT_VERSION = 2;

    /** Bytes of the checksum before each message. */
    static final int CHECKSUM_BYTES = Integer.BYTES;

    private static final int ORDERS_PER_STEP = 4096;

    private final List<byte[]> chunks = new ArrayList<>();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 << 10);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private SymbolImageWriter() {}

    /** The state as it is now. */
    static List<byte[]> write(SymbolState state, long epoch) {
        List<byte[]> book = imageOf(state.book());
        SymbolImageWriter writer = new SymbolImageWriter();
        writer.header(state, epoch, book.size());
        book.forEach(writer::book);
        writer.chunks.addAll(answers(state));
        return writer.chunks;
    }

    /** The header's chunk for the state as it is now, whose book's image will have so many chunks as {@link #setBookChunks} says later. */
    static byte[] head(SymbolState state, long epoch) {
        SymbolImageWriter writer = new SymbolImageWriter();
        writer.header(state, epoch, 0);
        return writer.chunks.get(0);
    }

    static void setBookChunks(byte[] head, int bookChunks) {
        UnsafeBuffer chunk = new UnsafeBuffer(head);
        new ImageHeaderEncoder()
                .wrap(chunk, CHECKSUM_BYTES + MessageHeaderEncoder.ENCODED_LENGTH)
                .bookChunks(bookChunks);
        int checksum = checksum(head, CHECKSUM_BYTES, head.length - CHECKSUM_BYTES);
        chunk.putInt(0, checksum, ByteOrder.LITTLE_ENDIAN);
    }

    /** The chunk of one chunk of the book's own image. */
    static byte[] bookChunk(byte[] chunk) {
        SymbolImageWriter writer = new SymbolImageWriter();
        writer.book(chunk);
        return writer.chunks.get(0);
    }

    /** The chunks of the answers as they are now. */
    static List<byte[]> answers(SymbolState state) {
        SymbolImageWriter writer = new SymbolImageWriter();
        state.answers().forEachClient(writer::answers);
        return writer.chunks;
    }

    /** The book's own image, whole: its symbol is gated, so nothing is gained by writing it in steps between commands. */
    private static List<byte[]> imageOf(OrderBook book) {
        List<byte[]> image = new ArrayList<>();
        BookSnapshot snapshot = book.snapshot(image::add);
        try {
            boolean isComplete = false;
            while (!isComplete) {
                isComplete = snapshot.write(ORDERS_PER_STEP);
            }
        } finally {
            snapshot.abandon();
        }
        return image;
    }

    private void header(SymbolState state, long epoch, int bookChunks) {
        ImageHeaderEncoder encoder = new ImageHeaderEncoder();
        encoder.wrapAndApplyHeader(buffer, CHECKSUM_BYTES, header)
                .formatVersion(FORMAT_VERSION)
                .symbolId(state.instrument().symbolId())
                .priceDecimals((short) state.instrument().priceDecimals())
                .tickSize(state.instrument().tickSize())
                .lotSize(state.instrument().lotSize())
                .epoch(epoch)
                .commandSequence(state.commandSequence())
                .eventSequence(state.eventSequence())
                .eventChain(state.eventChain())
                .timeNanos(state.timeNanos())
                .bookChunks(bookChunks)
                .clients(state.answers().clients())
                .stateHash(state.stateHash())
                .symbolName(state.instrument().symbol());
        emit(encoder.encodedLength());
    }

    private void book(byte[] chunk) {
        ImageBookEncoder encoder = new ImageBookEncoder();
        encoder.wrapAndApplyHeader(buffer, CHECKSUM_BYTES, header).putChunk(chunk, 0, chunk.length);
        emit(encoder.encodedLength());
    }

    private void answers(ClientAnswers client) {
        ImageAnswersEncoder encoder = new ImageAnswersEncoder();
        encoder.wrapAndApplyHeader(buffer, CHECKSUM_BYTES, header)
                .clientId(client.clientId())
                .lastRequestId(client.lastRequestId());
        ImageAnswersEncoder.RowsEncoder rows = encoder.rowsCount(client.size());
        CommandAnswer answer = new CommandAnswer();
        for (long row = client.beginRow(); row < client.endRow(); row++) {
            client.read(row, answer);
            rows.next()
                    .requestId(answer.requestId())
                    .digest(client.digest(row))
                    .status(WireEnums.ANSWER_STATUS.wire(answer.status()))
                    .reason(WireEnums.REJECT_REASON.wire(answer.reason()))
                    .orderId(answer.orderId())
                    .commandSequence(answer.commandSequence())
                    .filledQuantity(answer.filledQuantity())
                    .openQuantity(answer.openQuantity())
                    .firstEvent(answer.firstEvent())
                    .lastEvent(answer.lastEvent());
        }
        emit(encoder.encodedLength());
    }

    private void emit(int encodedLength) {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        byte[] chunk = new byte[CHECKSUM_BYTES + length];
        buffer.putInt(0, checksum(buffer.byteArray(), CHECKSUM_BYTES, length), ByteOrder.LITTLE_ENDIAN);
        buffer.getBytes(0, chunk);
        chunks.add(chunk);
    }

    static int checksum(byte[] bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
