package io.gantry.partition;

import io.gantry.engine.api.order.Side;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.DepthSnapshotEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Encodes a symbol's price levels as a snapshot of so many messages as are needed, each of bounded size. */
final class DepthSnapshotMessages {

    /** So many go into one message. */
    static final int MAX_LEVELS = 200;

    /** Of the longest message, with its header. */
    static final int MAX_LENGTH = MessageHeaderEncoder.ENCODED_LENGTH
            + DepthSnapshotEncoder.BLOCK_LENGTH
            + DepthSnapshotEncoder.LevelsEncoder.sbeHeaderSize()
            + MAX_LEVELS * DepthSnapshotEncoder.LevelsEncoder.sbeBlockLength();

    private final int symbolId;
    private final MarketDataOutput output;
    private final long sequence;
    private final long eventSequence;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MAX_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final DepthSnapshotEncoder encoder = new DepthSnapshotEncoder();
    private final Side[] sides = new Side[MAX_LEVELS];
    private final long[] prices = new long[MAX_LEVELS];
    private final long[] quantities = new long[MAX_LEVELS];
    private final int[] orders = new int[MAX_LEVELS];
    private int levels;
    private boolean isFirst = true;

    /**
     * @param sequence of the last message that is in it
     * @param eventSequence of the last event that is in it
     */
    DepthSnapshotMessages(int symbolId, long sequence, long eventSequence, MarketDataOutput output) {
        this.symbolId = symbolId;
        this.sequence = sequence;
        this.eventSequence = eventSequence;
        this.output = output;
    }

    /** The next level: bids, then asks, each best first. */
    void level(Side side, long price, long quantity, int count) {
        if (levels == MAX_LEVELS) {
            send(false);
        }
        sides[levels] = side;
        prices[levels] = price;
        quantities[levels] = quantity;
        orders[levels] = count;
        levels++;
    }

    /** That was all. */
    void end() {
        send(true);
    }

    private void send(boolean isLast) {
        encoder.wrapAndApplyHeader(buffer, 0, header)
                .symbolId(symbolId)
                .isFirst((short) (isFirst ? 1 : 0))
                .isLast((short) (isLast ? 1 : 0))
                .sequence(sequence)
                .eventSequence(eventSequence);
        DepthSnapshotEncoder.LevelsEncoder rows = encoder.levelsCount(levels);
        for (int i = 0; i < levels; i++) {
            rows.next()
                    .side(WireEnums.SIDE.wire(sides[i]))
                    .price(prices[i])
                    .quantity(quantities[i])
                    .orders(orders[i]);
        }
        output.marketData(buffer, MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength());
        isFirst = false;
        levels = 0;
    }
}
