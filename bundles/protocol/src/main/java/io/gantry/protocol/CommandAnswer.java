package io.gantry.protocol;

import io.gantry.engine.api.order.RejectReason;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.CommandAnswerMessageEncoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Answer to a sequenced command, as a reusable holder. A retry gets the same bytes. Not thread-safe.
 */
public final class CommandAnswer {

    /** Length with header, in bytes. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + CommandAnswerMessageEncoder.BLOCK_LENGTH;

    private static final long HEADER = Block.header(
            CommandAnswerMessageEncoder.BLOCK_LENGTH,
            CommandAnswerMessageEncoder.TEMPLATE_ID,
            CommandAnswerMessageEncoder.SCHEMA_ID,
            CommandAnswerMessageEncoder.SCHEMA_VERSION);

    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final CommandAnswerMessageDecoder decoder = new CommandAnswerMessageDecoder();
    private AnswerStatus status = AnswerStatus.EXECUTED;
    private RejectReason reason = RejectReason.NONE;
    private int symbolId;
    private long clientId;
    private long requestId;
    private long orderId;
    private long commandSequence;
    private long filledQuantity;
    private long openQuantity;
    private long firstEvent;
    private long lastEvent;

    /** Outcome. */
    public AnswerStatus status() {
        return status;
    }

    public CommandAnswer status(AnswerStatus value) {
        status = value;
        return this;
    }

    /** Why it was refused. */
    public RejectReason reason() {
        return reason;
    }

    public CommandAnswer reason(RejectReason value) {
        reason = value;
        return this;
    }

    /** Number of the symbol. */
    public int symbolId() {
        return symbolId;
    }

    public CommandAnswer symbolId(int value) {
        symbolId = value;
        return this;
    }

    /** Who asked. */
    public long clientId() {
        return clientId;
    }

    public CommandAnswer clientId(long value) {
        clientId = value;
        return this;
    }

    /** His number for the command. */
    public long requestId() {
        return requestId;
    }

    public CommandAnswer requestId(long value) {
        requestId = value;
        return this;
    }

    /** The order. */
    public long orderId() {
        return orderId;
    }

    public CommandAnswer orderId(long value) {
        orderId = value;
        return this;
    }

    /** Number of the command in its symbol. */
    public long commandSequence() {
        return commandSequence;
    }

    public CommandAnswer commandSequence(long value) {
        commandSequence = value;
        return this;
    }

    /** What the order traded by this command. */
    public long filledQuantity() {
        return filledQuantity;
    }

    public CommandAnswer filledQuantity(long value) {
        filledQuantity = value;
        return this;
    }

    /** What rests of the order after it. */
    public long openQuantity() {
        return openQuantity;
    }

    public CommandAnswer openQuantity(long value) {
        openQuantity = value;
        return this;
    }

    /** Number of the first event it caused. */
    public long firstEvent() {
        return firstEvent;
    }

    public CommandAnswer firstEvent(long value) {
        firstEvent = value;
        return this;
    }

    /** Number of the last event it caused. */
    public long lastEvent() {
        return lastEvent;
    }

    public CommandAnswer lastEvent(long value) {
        lastEvent = value;
        return this;
    }

    /** Takes over every field of another one. */
    public CommandAnswer copyFrom(CommandAnswer other) {
        status = other.status;
        reason = other.reason;
        symbolId = other.symbolId;
        clientId = other.clientId;
        requestId = other.requestId;
        orderId = other.orderId;
        commandSequence = other.commandSequence;
        filledQuantity = other.filledQuantity;
        openQuantity = other.openQuantity;
        firstEvent = other.firstEvent;
        lastEvent = other.lastEvent;
        return this;
    }

    /** Writes this with its header; returns {@link #LENGTH}. Hot path. */
    public int encode(MutableDirectBuffer buffer, int offset) {
        Block.checkWrite(buffer, offset, LENGTH);
        byte[] base = buffer.byteArray();
        long start = buffer.addressOffset() + offset;
        long at = start + MessageHeaderEncoder.ENCODED_LENGTH;
        Block.putLong(base, start, HEADER);
        Block.putByte(
                base, at + CommandAnswerMessageEncoder.statusEncodingOffset(), WireEnums.ANSWER_STATUS.value(status));
        Block.putByte(
                base, at + CommandAnswerMessageEncoder.reasonEncodingOffset(), WireEnums.REJECT_REASON.value(reason));
        Block.putInt(base, at + CommandAnswerMessageEncoder.symbolIdEncodingOffset(), symbolId);
        Block.putLong(base, at + CommandAnswerMessageEncoder.clientIdEncodingOffset(), clientId);
        Block.putLong(base, at + CommandAnswerMessageEncoder.requestIdEncodingOffset(), requestId);
        Block.putLong(base, at + CommandAnswerMessageEncoder.orderIdEncodingOffset(), orderId);
        Block.putLong(base, at + CommandAnswerMessageEncoder.commandSequenceEncodingOffset(), commandSequence);
        Block.putLong(base, at + CommandAnswerMessageEncoder.filledQuantityEncodingOffset(), filledQuantity);
        Block.putLong(base, at + CommandAnswerMessageEncoder.openQuantityEncodingOffset(), openQuantity);
        Block.putLong(base, at + CommandAnswerMessageEncoder.firstEventEncodingOffset(), firstEvent);
        Block.putLong(base, at + CommandAnswerMessageEncoder.lastEventEncodingOffset(), lastEvent);
        return LENGTH;
    }

    /** Reads the message whose header stands at the offset. */
    public CommandAnswer decode(DirectBuffer buffer, int offset) {
        decoder.wrapAndApplyHeader(buffer, offset, headerDecoder);
        status = WireEnums.ANSWER_STATUS.api(decoder.statusRaw());
        reason = WireEnums.REJECT_REASON.api(decoder.reasonRaw());
        symbolId = decoder.symbolId();
        clientId = decoder.clientId();
        requestId = decoder.requestId();
        orderId = decoder.orderId();
        commandSequence = decoder.commandSequence();
        filledQuantity = decoder.filledQuantity();
        openQuantity = decoder.openQuantity();
        firstEvent = decoder.firstEvent();
        lastEvent = decoder.lastEvent();
        return this;
    }

    @Override
    public String toString() {
        return status + " " + reason + " symbol=" + symbolId + " client=" + clientId + " request=" + requestId
                + " order="
                + orderId + " command=" + commandSequence + " filled=" + filledQuantity + " open=" + openQuantity
                + " events="
                + firstEvent + ".." + lastEvent;
    }
}
