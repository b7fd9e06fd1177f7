package io.gantry.partition;

import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A snapshot of a symbol's levels, encoded once for all that wait for one. Immutable.
 *
 * @param sequence place of the last message that is in it
 * @param parts the messages
 */
record DepthImage(long sequence, List<UnsafeBuffer> parts) {

    static final DepthImage NONE = new DepthImage(Long.MIN_VALUE, List.of());

    /** @param lastEvent number of the last event that is in it */
    static DepthImage of(int symbolId, long sequence, long lastEvent, DepthLevels bids, DepthLevels asks) {
        List<UnsafeBuffer> parts = new ArrayList<>();
        DepthSnapshotMessages messages = new DepthSnapshotMessages(symbolId, sequence, lastEvent, (message, length) -> {
            byte[] part = new byte[length];
            message.getBytes(0, part);
            parts.add(new UnsafeBuffer(part));
        });
        bids.forEach((price, quantity, orders) -> messages.level(Side.BUY, price, quantity, orders));
        asks.forEach((price, quantity, orders) -> messages.level(Side.SELL, price, quantity, orders));
        messages.end();
        return new DepthImage(sequence, List.copyOf(parts));
    }
}
