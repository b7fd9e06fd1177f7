package io.gantry.transport;

import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.WireCancelScope;
import io.gantry.protocol.sbe.WireCommandKind;
import io.gantry.protocol.sbe.WireMarketState;
import io.gantry.protocol.sbe.WireOrderType;
import io.gantry.protocol.sbe.WireSelfTradePrevention;
import io.gantry.protocol.sbe.WireSide;
import io.gantry.protocol.sbe.WireTimeInForce;
import org.agrona.DirectBuffer;

/**
 * Checks an order command as far as it can be checked without knowing the book. Not thread-safe. Hot path: a good command costs no
 * allocation.
 */
final class CommandCheck {

    /** No fault. */
    static final String NONE = "";

    private static final int LENGTH = MessageHeaderDecoder.ENCODED_LENGTH + OrderCommandMessageDecoder.BLOCK_LENGTH;
    private static final int KINDS = countWithoutNull(WireCommandKind.values());
    private static final int SIDES = countWithoutNull(WireSide.values());
    private static final int TYPES = countWithoutNull(WireOrderType.values());
    private static final int TIMES_IN_FORCE = countWithoutNull(WireTimeInForce.values());
    private static final int MARKET_STATES = countWithoutNull(WireMarketState.values());
    private static final int SELF_TRADE_PREVENTIONS = countWithoutNull(WireSelfTradePrevention.values());
    private static final int SCOPES = countWithoutNull(WireCancelScope.values());

    private final MessageEdge edge;
    private final long clientId;
    private final OrderCommandMessageDecoder decoder = new OrderCommandMessageDecoder();

    /**
     * @param edge has looked at the message when {@link #faultOf} is called
     * @param clientId whose commands are allowed
     */
    CommandCheck(MessageEdge edge, long clientId) {
        this.edge = edge;
        this.clientId = clientId;
    }

    /** Gives access to the fields of the command checked last. */
    OrderCommandMessageDecoder command() {
        return decoder;
    }

    /**
     * What is wrong with a command.
     *
     * @return {@link #NONE} or a sentence
     * @throws ProtocolViolation if not even its ids can be read
     */
    String faultOf(DirectBuffer frame, int length) {
        if (length < LENGTH || edge.blockLength() < OrderCommandMessageDecoder.BLOCK_LENGTH) {
            throw new ProtocolViolation("order command with a block of " + edge.blockLength() + " in " + length
                    + " bytes, expected a block of " + OrderCommandMessageDecoder.BLOCK_LENGTH);
        }
        decoder.wrap(
                frame,
                MessageHeaderDecoder.ENCODED_LENGTH,
                OrderCommandMessageDecoder.BLOCK_LENGTH,
                OrderCommandMessageDecoder.SCHEMA_VERSION);
        String fault = faultOfShape(length);
        if (fault.isEmpty()) {
            fault = faultOfEnums();
        }
        if (fault.isEmpty()) {
            fault = faultOfIds();
        }
        return fault.isEmpty() ? faultOfRules() : fault;
    }

    private String faultOfShape(int length) {
        if (edge.version() != OrderCommandMessageDecoder.SCHEMA_VERSION) {
            return "schema version " + edge.version() + ", this worker speaks "
                    + OrderCommandMessageDecoder.SCHEMA_VERSION;
        }
        if (length != LENGTH || edge.blockLength() != OrderCommandMessageDecoder.BLOCK_LENGTH) {
            return "a block of " + edge.blockLength() + " in " + length + " bytes, expected "
                    + OrderCommandMessageDecoder.BLOCK_LENGTH + " in " + LENGTH;
        }
        return NONE;
    }

    private String faultOfEnums() {
        if (decoder.kindRaw() >= KINDS) {
            return unknown("kind", decoder.kindRaw());
        }
        if (decoder.sideRaw() >= SIDES) {
            return unknown("side", decoder.sideRaw());
        }
        if (decoder.orderTypeRaw() >= TYPES) {
            return unknown("orderType", decoder.orderTypeRaw());
        }
        if (decoder.timeInForceRaw() >= TIMES_IN_FORCE) {
            return unknown("timeInForce", decoder.timeInForceRaw());
        }
        if (decoder.marketStateRaw() >= MARKET_STATES) {
            return unknown("marketState", decoder.marketStateRaw());
        }
        if (decoder.selfTradePreventionRaw() >= SELF_TRADE_PREVENTIONS) {
            return unknown("selfTradePrevention", decoder.selfTradePreventionRaw());
        }
        if (decoder.scopeRaw() >= SCOPES) {
            return unknown("scope", decoder.scopeRaw());
        }
        return decoder.postOnly() > 1 ? unknown("postOnly", decoder.postOnly()) : NONE;
    }

    private String faultOfIds() {
        if (decoder.clientId() != clientId) {
            return "clientId " + decoder.clientId() + " on a connection of client " + clientId;
        }
        if (decoder.requestId() <= 0) {
            return "requestId " + decoder.requestId() + " is not above zero";
        }
        if (decoder.follows() < 0 || decoder.follows() >= decoder.requestId()) {
            return "follows " + decoder.follows() + " is not in 0 to " + (decoder.requestId() - 1);
        }
        if (decoder.ackedBelow() < 0 || decoder.ackedBelow() > decoder.requestId()) {
            return "ackedBelow " + decoder.ackedBelow() + " is not in 0 to " + decoder.requestId();
        }
        return NONE;
    }

    private String faultOfRules() {
        if (decoder.kind() != WireCommandKind.RULES) {
            return NONE;
        }
        String fault = CommandCodec.faultOfRules(decoder);
        return fault.isEmpty() ? NONE : "trading rules: " + fault;
    }

    private static String unknown(String field, int value) {
        return field + " holds the unknown value " + value;
    }

    /** Wire values are numbered from 0 without a hole; the last constant of the generated enum stands for no value. */
    private static int countWithoutNull(Object[] constants) {
        return constants.length - 1;
    }
}
