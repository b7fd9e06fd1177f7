package io.gantry.partition;

import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.SubscribeDecoder;
import io.gantry.protocol.sbe.WireFeedKind;
import org.agrona.DirectBuffer;

/**
 * What somebody asks of a symbol's feeds; a copy of the message, which is gone when its turn comes.
 *
 * @param fromEvent for events: the first one wanted
 * @param isEnd whether nothing more is wanted
 */
record FeedRequest(long connectionId, int symbolId, long fromEvent, WireFeedKind feed, boolean isEnd) {

    /** @param offset where the header of the message stands */
    static FeedRequest of(long connectionId, DirectBuffer buffer, int offset) {
        SubscribeDecoder message =
                new SubscribeDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
        return new FeedRequest(
                connectionId, message.symbolId(), message.fromEvent(), message.feed(), message.isEnd() == 1);
    }

    void pass(PartitionCore core) {
        if (isEnd) {
            core.unsubscribe(connectionId, symbolId, feed);
        } else if (feed == WireFeedKind.MARKET_DATA) {
            core.subscribeMarketData(connectionId, symbolId);
        } else {
            core.subscribe(connectionId, symbolId, fromEvent);
        }
    }
}
