package io.gantry.protocol;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageEncoder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Order commands to bytes and back. Not thread-safe. Hot path: allocates nothing, but the rules when it reads a RULES command.
 *
 * <p>Trading rules travel in fields that a RULES command does not need otherwise: price is the lowest price, stop price the highest,
 * display quantity the protection in ticks, quantity the maximum of open orders, expiry the end of the day.
 */
public final class CommandCodec {

    /** Length of an encoded command with its header. */
    public static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + OrderCommandMessageEncoder.BLOCK_LENGTH;

    /** What a schema before this one wrote is not read, be it a message, a log or an image. */
    public static final int OLDEST_VERSION = 3;

    private static final long HEADER = Block.header(
            OrderCommandMessageEncoder.BLOCK_LENGTH,
            OrderCommandMessageEncoder.TEMPLATE_ID,
            OrderCommandMessageEncoder.SCHEMA_ID,
            OrderCommandMessageEncoder.SCHEMA_VERSION);

    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final OrderCommandMessageDecoder decoder = new OrderCommandMessageDecoder();

    /**
     * Writes a command with its header.
     *
     * @return {@link #LENGTH}
     */
    public int encode(OrderCommand command, MutableDirectBuffer buffer, int offset) {
        Block.checkWrite(buffer, offset, LENGTH);
        byte[] base = buffer.byteArray();
        long start = buffer.addressOffset() + offset;
        long at = start + MessageHeaderEncoder.ENCODED_LENGTH;
        Block.putLong(base, start, HEADER);
        Block.putByte(
                base,
                at + OrderCommandMessageEncoder.kindEncodingOffset(),
                WireEnums.COMMAND_KIND.value(command.kind()));
        Block.putByte(base, at + OrderCommandMessageEncoder.sideEncodingOffset(), WireEnums.SIDE.value(command.side()));
        Block.putByte(
                base,
                at + OrderCommandMessageEncoder.orderTypeEncodingOffset(),
                WireEnums.ORDER_TYPE.value(command.type()));
        Block.putByte(
                base,
                at + OrderCommandMessageEncoder.timeInForceEncodingOffset(),
                WireEnums.TIME_IN_FORCE.value(command.timeInForce()));
        Block.putByte(base, at + OrderCommandMessageEncoder.postOnlyEncodingOffset(), command.postOnly() ? 1 : 0);
        Block.putByte(
                base,
                at + OrderCommandMessageEncoder.marketStateEncodingOffset(),
                WireEnums.MARKET_STATE.value(command.marketState()));
        Block.putByte(
                base,
                at + OrderCommandMessageEncoder.selfTradePreventionEncodingOffset(),
                WireEnums.SELF_TRADE_PREVENTION.value(command.selfTradePrevention()));
        Block.putByte(
                base,
                at + OrderCommandMessageEncoder.scopeEncodingOffset(),
                WireEnums.CANCEL_SCOPE.value(command.scope()));
        Block.putInt(base, at + OrderCommandMessageEncoder.symbolIdEncodingOffset(), command.symbolId());
        Block.putLong(base, at + OrderCommandMessageEncoder.clientIdEncodingOffset(), command.clientId());
        Block.putLong(base, at + OrderCommandMessageEncoder.requestIdEncodingOffset(), command.requestId());
        Block.putLong(base, at + OrderCommandMessageEncoder.followsEncodingOffset(), command.follows());
        Block.putLong(base, at + OrderCommandMessageEncoder.ackedBelowEncodingOffset(), command.ackedBelow());
        Block.putLong(base, at + OrderCommandMessageEncoder.orderIdEncodingOffset(), command.orderId());
        Block.putLong(base, at + OrderCommandMessageEncoder.accountEncodingOffset(), command.account());
        Block.putLong(base, at + OrderCommandMessageEncoder.minQuantityEncodingOffset(), command.minQuantity());
        Block.putLong(base, at + OrderCommandMessageEncoder.groupEncodingOffset(), command.group());
        if (command.kind() == CommandKind.RULES) {
            putRules(base, at, command.rules());
        } else {
            putFigures(base, at, command);
        }
        return LENGTH;
    }

    private static void putFigures(byte[] base, long at, OrderCommand command) {
        Block.putLong(base, at + OrderCommandMessageEncoder.priceEncodingOffset(), command.price());
        Block.putLong(base, at + OrderCommandMessageEncoder.quantityEncodingOffset(), command.quantity());
        Block.putLong(base, at + OrderCommandMessageEncoder.stopPriceEncodingOffset(), command.stopPrice());
        Block.putLong(base, at + OrderCommandMessageEncoder.displayQuantityEncodingOffset(), command.displayQuantity());
        Block.putLong(base, at + OrderCommandMessageEncoder.expireNanosEncodingOffset(), command.expireNanos());
    }

    private static void putRules(byte[] base, long at, TradingRules rules) {
        Block.putLong(base, at + OrderCommandMessageEncoder.priceEncodingOffset(), rules.lowPrice());
        Block.putLong(base, at + OrderCommandMessageEncoder.stopPriceEncodingOffset(), rules.highPrice());
        Block.putLong(base, at + OrderCommandMessageEncoder.displayQuantityEncodingOffset(), rules.protectionTicks());
        Block.putLong(base, at + OrderCommandMessageEncoder.quantityEncodingOffset(), rules.maxOpenOrders());
        Block.putLong(base, at + OrderCommandMessageEncoder.expireNanosEncodingOffset(), rules.dayEndNanos());
    }

    /**
     * Reads a command with its header. Fields that carry the rules of a RULES command are 0 in it.
     *
     * @throws ProtocolException if it was written by a schema that is too old, an enum field holds no known value, or the figures of
     *     a RULES command are no rules
     */
    public void decode(DirectBuffer buffer, int offset, OrderCommand command) {
        Block.checkRead(buffer, offset, LENGTH);
        byte[] base = buffer.byteArray();
        long start = buffer.addressOffset() + offset;
        long at = start + MessageHeaderDecoder.ENCODED_LENGTH;
        requireCommand(Block.getLong(base, start));
        decodeEnums(base, at, command);
        command.postOnly(Block.getByte(base, at + OrderCommandMessageDecoder.postOnlyEncodingOffset()) == 1)
                .symbolId(Block.getInt(base, at + OrderCommandMessageDecoder.symbolIdEncodingOffset()))
                .clientId(Block.getLong(base, at + OrderCommandMessageDecoder.clientIdEncodingOffset()))
                .requestId(Block.getLong(base, at + OrderCommandMessageDecoder.requestIdEncodingOffset()))
                .follows(Block.getLong(base, at + OrderCommandMessageDecoder.followsEncodingOffset()))
                .ackedBelow(Block.getLong(base, at + OrderCommandMessageDecoder.ackedBelowEncodingOffset()))
                .orderId(Block.getLong(base, at + OrderCommandMessageDecoder.orderIdEncodingOffset()))
                .account(Block.getLong(base, at + OrderCommandMessageDecoder.accountEncodingOffset()))
                .minQuantity(Block.getLong(base, at + OrderCommandMessageDecoder.minQuantityEncodingOffset()))
                .group(Block.getLong(base, at + OrderCommandMessageDecoder.groupEncodingOffset()));
        if (command.kind() == CommandKind.RULES) {
            command.price(0).quantity(0).stopPrice(0).displayQuantity(0).expireNanos(0);
            decoder.wrapAndApplyHeader(buffer, offset, headerDecoder);
            command.rules(decodeRules());
        } else {
            decodeFigures(base, at, command);
            command.rules(TradingRules.NONE);
        }
    }

    private static void requireCommand(long header) {
        if (Block.templateId(header) != OrderCommandMessageDecoder.TEMPLATE_ID) {
            throw new IllegalStateException("message of template " + Block.templateId(header) + " is no order command");
        }
        if (Block.version(header) < OLDEST_VERSION) {
            throw new ProtocolException("order command of schema version " + Block.version(header)
                    + ", read are versions from " + OLDEST_VERSION + " on");
        }
    }

    private static void decodeFigures(byte[] base, long at, OrderCommand command) {
        command.price(Block.getLong(base, at + OrderCommandMessageDecoder.priceEncodingOffset()))
                .quantity(Block.getLong(base, at + OrderCommandMessageDecoder.quantityEncodingOffset()))
                .stopPrice(Block.getLong(base, at + OrderCommandMessageDecoder.stopPriceEncodingOffset()))
                .displayQuantity(Block.getLong(base, at + OrderCommandMessageDecoder.displayQuantityEncodingOffset()))
                .expireNanos(Block.getLong(base, at + OrderCommandMessageDecoder.expireNanosEncodingOffset()));
    }

    private static void decodeEnums(byte[] base, long at, OrderCommand command) {
        try {
            command.kind(WireEnums.COMMAND_KIND.api(
                            Block.getByte(base, at + OrderCommandMessageDecoder.kindEncodingOffset())))
                    .side(WireEnums.SIDE.api(Block.getByte(base, at + OrderCommandMessageDecoder.sideEncodingOffset())))
                    .type(WireEnums.ORDER_TYPE.api(
                            Block.getByte(base, at + OrderCommandMessageDecoder.orderTypeEncodingOffset())))
                    .timeInForce(WireEnums.TIME_IN_FORCE.api(
                            Block.getByte(base, at + OrderCommandMessageDecoder.timeInForceEncodingOffset())))
                    .marketState(WireEnums.MARKET_STATE.api(
                            Block.getByte(base, at + OrderCommandMessageDecoder.marketStateEncodingOffset())))
                    .selfTradePrevention(WireEnums.SELF_TRADE_PREVENTION.api(
                            Block.getByte(base, at + OrderCommandMessageDecoder.selfTradePreventionEncodingOffset())))
                    .scope(WireEnums.CANCEL_SCOPE.api(
                            Block.getByte(base, at + OrderCommandMessageDecoder.scopeEncodingOffset())));
        } catch (IllegalArgumentException unknown) {
            throw new ProtocolException("order command: " + unknown.getMessage());
        }
    }

    private TradingRules decodeRules() {
        String fault = faultOfRules(decoder);
        if (!fault.isEmpty()) {
            throw new ProtocolException("order command: trading rules: " + fault);
        }
        return new TradingRules(
                decoder.price(),
                decoder.stopPrice(),
                decoder.displayQuantity(),
                (int) decoder.quantity(),
                decoder.expireNanos());
    }

    /** What is wrong with the rules that a RULES command carries, in words; empty if nothing. */
    public static String faultOfRules(OrderCommandMessageDecoder command) {
        return TradingRules.faultOf(
                command.price(),
                command.stopPrice(),
                command.displayQuantity(),
                command.quantity(),
                command.expireNanos());
    }

    /**
     * Digest of what a command asks, without its {@code follows} and {@code ackedBelow}: tells a retry from another command under the same request id.
     * Hot path.
     */
    public static long digest(OrderCommand command) {
        long codes = command.kind().ordinal()
                | command.side().ordinal() << 4
                | command.type().ordinal() << 8
                | command.timeInForce().ordinal() << 12
                | command.marketState().ordinal() << 16
                | (command.postOnly() ? 1 << 20 : 0)
                | command.selfTradePrevention().ordinal() << 24
                | command.scope().ordinal() << 28;
        long sum = codes * FieldHash.W1
                + command.symbolId() * FieldHash.W2
                + command.orderId() * FieldHash.W3
                + command.account() * FieldHash.W4
                + command.minQuantity() * FieldHash.W5
                + command.group() * FieldHash.W6;
        long figures = command.kind() == CommandKind.RULES ? sumOf(command.rules()) : sumOfFigures(command);
        return BookHash.mix(0x636f6d6d616e64L, sum + figures);
    }

    private static long sumOfFigures(OrderCommand command) {
        return command.price() * FieldHash.W7
                + command.quantity() * FieldHash.W8
                + command.stopPrice() * FieldHash.W9
                + command.displayQuantity() * FieldHash.W10
                + command.expireNanos() * FieldHash.W11;
    }

    private static long sumOf(TradingRules rules) {
        return rules.lowPrice() * FieldHash.W7
                + rules.maxOpenOrders() * FieldHash.W8
                + rules.highPrice() * FieldHash.W9
                + rules.protectionTicks() * FieldHash.W10
                + rules.dayEndNanos() * FieldHash.W11;
    }
}
