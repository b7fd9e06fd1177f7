package io.gantry.partition;

import io.gantry.engine.api.order.Side;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.BestPricesEncoder;
import io.gantry.protocol.sbe.DepthDeltaEncoder;
import io.gantry.protocol.sbe.MarketTradeEncoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes one symbol's market data, but for snapshots. Hot path. */
final class MarketDataMessages {

    /** Of the longest one, with its header. */
    static final int MAX_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + Math.max(
                    MarketTradeEncoder.BLOCK_LENGTH,
                    Math.max(DepthDeltaEncoder.BLOCK_LENGTH, BestPricesEncoder.BLOCK_LENGTH));

    private final int symbolId;
    private final MarketDataOutput output;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MarketTradeEncoder trade = new MarketTradeEncoder();
    private final DepthDeltaEncoder delta = new DepthDeltaEncoder();
    private final BestPricesEncoder best = new BestPricesEncoder();

    MarketDataMessages(int symbolId, MarketDataOutput output) {
        this.symbolId = symbolId;
        this.output = output;
    }

    /** Length of an encoded message with its header. */
    static int length(DirectBuffer message, int offset, MessageHeaderDecoder decoder) {
        return MessageHeaderDecoder.ENCODED_LENGTH
                + decoder.wrap(message, offset).blockLength();
    }

    void trade(long sequence, long eventSequence, long timeNanos, Side aggressor, long price, long quantity) {
        trade.wrapAndApplyHeader(buffer, 0, header)
                .symbolId(symbolId)
                .aggressor(WireEnums.SIDE.wire(aggressor))
                .sequence(sequence)
                .eventSequence(eventSequence)
                .timeNanos(timeNanos)
                .price(price)
                .quantity(quantity);
        send(MarketTradeEncoder.BLOCK_LENGTH);
    }

    void delta(long sequence, long eventSequence, Side side, long price, long quantity, int orders) {
        delta.wrapAndApplyHeader(buffer, 0, header)
                .symbolId(symbolId)
                .side(WireEnums.SIDE.wire(side))
                .sequence(sequence)
                .eventSequence(eventSequence)
                .price(price)
                .quantity(quantity)
                .orders(orders);
        send(DepthDeltaEncoder.BLOCK_LENGTH);
    }

    void best(long sequence, long eventSequence, long bidPrice, long bidQuantity, long askPrice, long askQuantity) {
        best.wrapAndApplyHeader(buffer, 0, header)
                .symbolId(symbolId)
                .sequence(sequence)
                .eventSequence(eventSequence)
                .bidPrice(bidPrice)
                .bidQuantity(bidQuantity)
                .askPrice(askPrice)
                .askQuantity(askQuantity);
        send(BestPricesEncoder.BLOCK_LENGTH);
    }

    private void send(int blockLength) {
        output.marketData(buffer, MessageHeaderEncoder.ENCODED_LENGTH + blockLength);
    }
}
