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
                .ackedBelow(command.ackedBelow())
                .orderId(command.orderId())
                .account(command.account())
                .minQuantity(command.minQuantity())
                .group(command.group())
                .selfTradePrevention(WireEnums.SELF_TRADE_PREVENTION.wire(command.selfTradePrevention()))
                .scope(WireEnums.CANCEL_SCOPE.wire(command.scope()));
        if (command.kind() == CommandKind.RULES) {
            encodeRules(command.rules());
        } else {
            encoder.price(command.price())
                    .quantity(command.quantity())
                    .stopPrice(command.stopPrice())
                    .displayQuantity(command.displayQuantity())
                    .expireNanos(command.expireNanos());
        }
        return LENGTH;
    }

    private void encodeRules(TradingRules rules) {
        encoder.price(rules.lowPrice())
                .stopPrice(rules.highPrice())
                .displayQuantity(rules.protectionTicks())
                .quantity(rules.maxOpenOrders())
                .expireNanos(rules.dayEndNanos());
    }

    /**
     * Reads a command with its header. Fields that carry the rules of a RULES command are 0 in it.
     *
     * @throws ProtocolException if it was written by a schema that is too old, an enum field holds no known value, or the figures of
     *     a RULES command are no rules
     */
    public void decode(DirectBuffer buffer, int offset, OrderCommand command) {
        decoder.wrapAndApplyHeader(buffer, offset, headerDecoder);
        if (headerDecoder.version() < OLDEST_VERSION) {
            throw new ProtocolException("order command of schema version " + headerDecoder.version()
                    + ", read are versions from " + OLDEST_VERSION + " on");
        }
        decodeEnums(command);
        command.postOnly(decoder.postOnly() == 1)
                .symbolId(decoder.symbolId())
                .clientId(decoder.clientId())
                .requestId(decoder.requestId())
                .follows(decoder.follows())
                .ackedBelow(decoder.ackedBelow())
                .orderId(decoder.orderId())
                .account(decoder.account())
                .minQuantity(decoder.minQuantity())
                .group(decoder.group());
        if (command.kind() == CommandKind.RULES) {
            command.price(0).quantity(0).stopPrice(0).displayQuantity(0).expireNanos(0);
            command.rules(decodeRules());
        } else {
            command.price(decoder.price())
                    .quantity(decoder.quantity())
                    .stopPrice(decoder.stopPrice())
                    .displayQuantity(decoder.displayQuantity())
                    .expireNanos(decoder.expireNanos())
                    .rules(TradingRules.NONE);
        }
    }

    private void decodeEnums(OrderCommand command) {
        try {
            command.kind(WireEnums.COMMAND_KIND.api(decoder.kindRaw()))
                    .side(WireEnums.SIDE.api(decoder.sideRaw()))
                    .type(WireEnums.ORDER_TYPE.api(decoder.orderTypeRaw()))
                    .timeInForce(WireEnums.TIME_IN_FORCE.api(decoder.timeInForceRaw()))
                    .marketState(WireEnums.MARKET_STATE.api(decoder.marketStateRaw()))
                    .selfTradePrevention(WireEnums.SELF_TRADE_PREVENTION.api(decoder.selfTradePreventionRaw()))
                    .scope(WireEnums.CANCEL_SCOPE.api(decoder.scopeRaw()));
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
