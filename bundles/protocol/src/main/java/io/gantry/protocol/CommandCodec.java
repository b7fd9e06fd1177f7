package io.gantry.protocol;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Order commands to bytes and back. Not thread-safe. Hot path: allocates nothing. */
public final class CommandCodec {

    /** Length of an encoded command with its header. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderCommandMessageEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final OrderCommandMessageEncoder encoder = new OrderCommandMessageEncoder();
    private final OrderCommandMessageDecoder decoder = new OrderCommandMessageDecoder();

    /**
     * Writes a command with its header.
     *
     * @return {@link #LENGTH}
     */
    public int encode(OrderCommand command, MutableDirectBuffer buffer, int offset) {
        encoder.wrapAndApplyHeader(buffer, offset, headerEncoder)
                .kind(WireEnums.COMMAND_KIND.wire(command.kind()))
                .side(WireEnums.SIDE.wire(command.side()))
                .orderType(WireEnums.ORDER_TYPE.wire(command.type()))
                .timeInForce(WireEnums.TIME_IN_FORCE.wire(command.timeInForce()))
                .postOnly((short) (command.postOnly() ? 1 : 0))
                .marketState(WireEnums.MARKET_STATE.wire(command.marketState()))
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .follows(command.follows())
                .orderId(command.orderId())
                .account(command.account())
                .price(command.price())
                .quantity(command.quantity());
        return LENGTH;
    }

    /**
     * Reads a command with its header.
     *
     * @throws ProtocolException if an enum field holds no known value
     */
    public void decode(DirectBuffer buffer, int offset, OrderCommand command) {
        decoder.wrapAndApplyHeader(buffer, offset, headerDecoder);
        try {
            command.kind(WireEnums.COMMAND_KIND.api(decoder.kind()))
                    .side(WireEnums.SIDE.api(decoder.side()))
                    .type(WireEnums.ORDER_TYPE.api(decoder.orderType()))
                    .timeInForce(WireEnums.TIME_IN_FORCE.api(decoder.timeInForce()))
                    .marketState(WireEnums.MARKET_STATE.api(decoder.marketState()));
        } catch (IllegalArgumentException unknown) {
            throw new ProtocolException("order command: " + unknown.getMessage());
        }
        command.postOnly(decoder.postOnly() == 1)
                .symbolId(decoder.symbolId())
                .clientId(decoder.clientId())
                .requestId(decoder.requestId())
                .follows(decoder.follows())
                .orderId(decoder.orderId())
                .account(decoder.account())
                .price(decoder.price())
                .quantity(decoder.quantity());
    }

    /** Digest of what a command asks, without its {@code follows}: tells a retry from another command under the same request id. */
    public static long digest(OrderCommand command) {
        long hash = BookHash.mix(0x636f6d6d616e64L, command.kind().ordinal());
        hash = BookHash.mix(
                hash,
                command.side().ordinal()
                        | command.type().ordinal() << 4
                        | command.timeInForce().ordinal() << 8
                        | command.marketState().ordinal() << 12
                        | (command.postOnly() ? 1 << 16 : 0));
        hash = BookHash.mix(hash, command.symbolId());
        hash = BookHash.mix(hash, command.orderId());
        hash = BookHash.mix(hash, command.account());
        hash = BookHash.mix(hash, command.price());
        return BookHash.mix(hash, command.quantity());
    }
}
