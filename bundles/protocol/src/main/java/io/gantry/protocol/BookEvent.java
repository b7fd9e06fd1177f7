package io.gantry.protocol;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.order.Side;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.BookEventMessageEncoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * One event of a book, as a reusable holder. Not thread-safe; whoever wants to keep it copies it.
 */
public final class BookEvent {

    /** Length with header, in bytes. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + BookEventMessageEncoder.BLOCK_LENGTH;

    private static final long HEADER = Block.header(
            BookEventMessageEncoder.BLOCK_LENGTH,
            BookEventMessageEncoder.TEMPLATE_ID,
            BookEventMessageEncoder.SCHEMA_ID,
            BookEventMessageEncoder.SCHEMA_VERSION);

    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final BookEventMessageDecoder decoder = new BookEventMessageDecoder();
    private EventKind kind = EventKind.ACCEPTED;
    private Side side = Side.BUY;
    private int code;
    private int symbolId;
    private long eventSequence;
    private long commandSequence;
    private long clientId;
    private long requestId;
    private long timeNanos;
    private long orderId;
    private long makerOrderId;
    private long account;
    private long price;
    private long quantity;
    private long remaining;
    private long makerRemaining;
    private long chain;

    /** What happened. */
    public EventKind kind() {
        return kind;
    }

    public BookEvent kind(EventKind value) {
        kind = value;
        return this;
    }

    /** Side of the order; of the taker for a trade. */
    public Side side() {
        return side;
    }

    public BookEvent side(Side value) {
        side = value;
        return this;
    }

    /** Meaning by kind, see {@link EventKind}. */
    public int code() {
        return code;
    }

    public BookEvent code(int value) {
        code = value;
        return this;
    }

    /** Number of the symbol. */
    public int symbolId() {
        return symbolId;
    }

    public BookEvent symbolId(int value) {
        symbolId = value;
        return this;
    }

    /** Number of the event in its symbol, from 1 without a gap. */
    public long eventSequence() {
        return eventSequence;
    }

    public BookEvent eventSequence(long value) {
        eventSequence = value;
        return this;
    }

    /** Number of the command that caused it, in its symbol, from 1 without a gap. */
    public long commandSequence() {
        return commandSequence;
    }

    public BookEvent commandSequence(long value) {
        commandSequence = value;
        return this;
    }

    /** Who sent that command. */
    public long clientId() {
        return clientId;
    }

    public BookEvent clientId(long value) {
        clientId = value;
        return this;
    }

    /** His number for it. */
    public long requestId() {
        return requestId;
    }

    public BookEvent requestId(long value) {
        requestId = value;
        return this;
    }

    /** When it was sequenced, nanoseconds since 1970. */
    public long timeNanos() {
        return timeNanos;
    }

    public BookEvent timeNanos(long value) {
        timeNanos = value;
        return this;
    }

    /** The order; the taker for a trade. */
    public long orderId() {
        return orderId;
    }

    public BookEvent orderId(long value) {
        orderId = value;
        return this;
    }

    /** The resting order of a trade, else 0. */
    public long makerOrderId() {
        return makerOrderId;
    }

    public BookEvent makerOrderId(long value) {
        makerOrderId = value;
        return this;
    }

    /** Whose order it is; the maker's for a trade. */
    public long account() {
        return account;
    }

    public BookEvent account(long value) {
        account = value;
        return this;
    }

    /** Price of the order or trade, 0 if none. */
    public long price() {
        return price;
    }

    public BookEvent price(long value) {
        price = value;
        return this;
    }

    /** What the event moved. */
    public long quantity() {
        return quantity;
    }

    public BookEvent quantity(long value) {
        quantity = value;
        return this;
    }

    /** What is open of the order afterwards. */
    public long remaining() {
        return remaining;
    }

    public BookEvent remaining(long value) {
        remaining = value;
        return this;
    }

    /** What is open of the maker's order after a trade. */
    public long makerRemaining() {
        return makerRemaining;
    }

    public BookEvent makerRemaining(long value) {
        makerRemaining = value;
        return this;
    }

    /** Running hash over the symbol's events up to this one. */
    public long chain() {
        return chain;
    }

    public BookEvent chain(long value) {
        chain = value;
        return this;
    }

    /** Takes over every field of another one. */
    public BookEvent copyFrom(BookEvent other) {
        kind = other.kind;
        side = other.side;
        code = other.code;
        symbolId = other.symbolId;
        eventSequence = other.eventSequence;
        commandSequence = other.commandSequence;
        clientId = other.clientId;
        requestId = other.requestId;
        timeNanos = other.timeNanos;
        orderId = other.orderId;
        makerOrderId = other.makerOrderId;
        account = other.account;
        price = other.price;
        quantity = other.quantity;
        remaining = other.remaining;
        makerRemaining = other.makerRemaining;
        chain = other.chain;
        return this;
    }

    /** Writes this with its header; returns {@link #LENGTH}. Hot path. */
    public int encode(MutableDirectBuffer buffer, int offset) {
        Block.checkWrite(buffer, offset, LENGTH);
        byte[] base = buffer.byteArray();
        long start = buffer.addressOffset() + offset;
        long at = start + MessageHeaderEncoder.ENCODED_LENGTH;
        Block.putLong(base, start, HEADER);
        Block.putByte(base, at + BookEventMessageEncoder.kindEncodingOffset(), WireEnums.EVENT_KIND.value(kind));
        Block.putByte(base, at + BookEventMessageEncoder.sideEncodingOffset(), WireEnums.SIDE.value(side));
        Block.putByte(base, at + BookEventMessageEncoder.codeEncodingOffset(), code);
        Block.putInt(base, at + BookEventMessageEncoder.symbolIdEncodingOffset(), symbolId);
        Block.putLong(base, at + BookEventMessageEncoder.eventSequenceEncodingOffset(), eventSequence);
        Block.putLong(base, at + BookEventMessageEncoder.commandSequenceEncodingOffset(), commandSequence);
        Block.putLong(base, at + BookEventMessageEncoder.clientIdEncodingOffset(), clientId);
        Block.putLong(base, at + BookEventMessageEncoder.requestIdEncodingOffset(), requestId);
        Block.putLong(base, at + BookEventMessageEncoder.timeNanosEncodingOffset(), timeNanos);
        Block.putLong(base, at + BookEventMessageEncoder.orderIdEncodingOffset(), orderId);
        Block.putLong(base, at + BookEventMessageEncoder.makerOrderIdEncodingOffset(), makerOrderId);
        Block.putLong(base, at + BookEventMessageEncoder.accountEncodingOffset(), account);
        Block.putLong(base, at + BookEventMessageEncoder.priceEncodingOffset(), price);
        Block.putLong(base, at + BookEventMessageEncoder.quantityEncodingOffset(), quantity);
        Block.putLong(base, at + BookEventMessageEncoder.remainingEncodingOffset(), remaining);
        Block.putLong(base, at + BookEventMessageEncoder.makerRemainingEncodingOffset(), makerRemaining);
        Block.putLong(base, at + BookEventMessageEncoder.chainEncodingOffset(), chain);
        return LENGTH;
    }

    /** Reads the message whose header stands at the offset. */
    public BookEvent decode(DirectBuffer buffer, int offset) {
        decoder.wrapAndApplyHeader(buffer, offset, headerDecoder);
        kind = WireEnums.EVENT_KIND.api(decoder.kindRaw());
        side = WireEnums.SIDE.api(decoder.sideRaw());
        code = decoder.code();
        symbolId = decoder.symbolId();
        eventSequence = decoder.eventSequence();
        commandSequence = decoder.commandSequence();
        clientId = decoder.clientId();
        requestId = decoder.requestId();
        timeNanos = decoder.timeNanos();
        orderId = decoder.orderId();
        makerOrderId = decoder.makerOrderId();
        account = decoder.account();
        price = decoder.price();
        quantity = decoder.quantity();
        remaining = decoder.remaining();
        makerRemaining = decoder.makerRemaining();
        chain = decoder.chain();
        return this;
    }

    /**
     * The chain value that this event must carry behind an event that carried {@code previous} (0 before the first): {@code previous} mixed with the
     * weighted sum of every field but the chain itself, in the order of the schema; see {@link FieldHash}. Hot path.
     */
    public long chainAfter(long previous) {
        long sum = (kind.ordinal() | side.ordinal() << 8 | (long) code << 16) * FieldHash.W1
                + symbolId * FieldHash.W2
                + eventSequence * FieldHash.W3
                + commandSequence * FieldHash.W4
                + clientId * FieldHash.W5
                + requestId * FieldHash.W6
                + timeNanos * FieldHash.W7
                + orderId * FieldHash.W8
                + makerOrderId * FieldHash.W9
                + account * FieldHash.W10
                + price * FieldHash.W11
                + quantity * FieldHash.W12
                + remaining * FieldHash.W13
                + makerRemaining * FieldHash.W14;
        return BookHash.mix(previous, sum);
    }

    @Override
    public String toString() {
        return kind + " symbol=" + symbolId + " event=" + eventSequence + " command=" + commandSequence + " client="
                + clientId + " request=" + requestId + " order=" + orderId + " maker=" + makerOrderId + " account="
                + account
                + " " + side + " price=" + price + " quantity=" + quantity + " remaining=" + remaining
                + " makerRemaining="
                + makerRemaining + " code=" + code;
    }
}
