package io.gantry.partition;

import io.gantry.engine.api.order.Side;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.ImageAnswersEncoder;
import io.gantry.protocol.sbe.ImageHeaderEncoder;
import io.gantry.protocol.sbe.ImageOrdersEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.ExpandableArrayBuffer;

/**
 * Writes a symbol's whole state as chunks. Each chunk is a CRC32C (little endian) over what follows it, and one SBE message: first an
 * {@code ImageHeader}, then {@code ImageOrders} in the book's order, then {@code ImageAnswers} by rising client.
 */
final class SymbolImageWriter {

    /** Version of what is written. */
    static final int FORMAT_VERSION = 1;

    /** Bytes of the checksum before each message. */
    static final int CHECKSUM_BYTES = Integer.BYTES;

    static final int ROWS_PER_CHUNK = 4096;

    private final List<byte[]> chunks = new ArrayList<>();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 << 10);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    private SymbolImageWriter() {}

    /** The state as it is now. */
    static List<byte[]> write(SymbolState state, long epoch) {
        SymbolImageWriter writer = new SymbolImageWriter();
        writer.header(state, epoch);
        writer.orders(state);
        state.answers().forEachClient(writer::answers);
        return writer.chunks;
    }

    private void header(SymbolState state, long epoch) {
        ImageHeaderEncoder encoder = new ImageHeaderEncoder();
        encoder.wrapAndApplyHeader(buffer, CHECKSUM_BYTES, header)
                .formatVersion(FORMAT_VERSION)
                .marketState(WireEnums.MARKET_STATE.wire(state.book().marketState()))
                .symbolId(state.instrument().symbolId())
                .priceDecimals((short) state.instrument().priceDecimals())
                .tickSize(state.instrument().tickSize())
                .lotSize(state.instrument().lotSize())
                .epoch(epoch)
                .commandSequence(state.commandSequence())
                .eventSequence(state.eventSequence())
                .eventChain(state.eventChain())
                .timeNanos(state.timeNanos())
                .lastTradePrice(state.book().lastTradePrice())
                .arrivals(state.book().arrivals())
                .orders(state.book().size())
                .clients(state.answers().clients())
                .stateHash(state.stateHash())
                .symbolName(state.instrument().symbol())
                .book(state.bookName());
        emit(encoder.encodedLength());
    }

    private void orders(SymbolState state) {
        ImageOrdersEncoder encoder = new ImageOrdersEncoder();
        int total = state.book().size();
        int[] written = {0};
        ImageOrdersEncoder.RowsEncoder[] rows = {null};
        state.book().forEachOrder((orderId, account, side, price, remaining, arrival, postOnly) -> {
            if (written[0] % ROWS_PER_CHUNK == 0) {
                int count = Math.min(ROWS_PER_CHUNK, total - written[0]);
                rows[0] = encoder.wrapAndApplyHeader(buffer, CHECKSUM_BYTES, header)
                        .rowsCount(count);
            }
            row(rows[0].next(), orderId, account, side, price, remaining, arrival, postOnly);
            written[0]++;
            if (written[0] % ROWS_PER_CHUNK == 0 || written[0] == total) {
                emit(encoder.encodedLength());
            }
        });
    }

    private static void row(
            ImageOrdersEncoder.RowsEncoder row,
            long orderId,
            long account,
            Side side,
            long price,
            long remaining,
            long arrival,
            boolean postOnly) {
        row.orderId(orderId)
                .account(account)
                .price(price)
                .remaining(remaining)
                .arrival(arrival)
                .side(WireEnums.SIDE.wire(side))
                .postOnly((short) (postOnly ? 1 : 0));
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
