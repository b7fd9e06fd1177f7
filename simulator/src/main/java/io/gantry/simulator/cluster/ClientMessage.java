package io.gantry.simulator.cluster;

import io.gantry.engine.api.partition.PartitionHost.Offer;
import io.gantry.protocol.sbe.FeedStateEncoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedEncoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.SubscribeDecoder;
import io.gantry.protocol.sbe.WireCause;
import io.gantry.protocol.sbe.WireFeedState;
import java.nio.ByteBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A command or a subscription as a worker's way in sees it, and how it is refused there: what the transport does in a worker.
 *
 * @param requestId 0 for a subscription
 * @param fromEvent 0 for a command
 */
record ClientMessage(int symbolId, long clientId, long requestId, long fromEvent) {

    private static final int RETRY_MILLIS = 10;
    private static final int REFUSAL_BYTES = 128;

    static ClientMessage of(ByteBuffer message) {
        UnsafeBuffer buffer = new UnsafeBuffer(message);
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (header.templateId() == SubscribeDecoder.TEMPLATE_ID) {
            SubscribeDecoder subscribe = new SubscribeDecoder().wrapAndApplyHeader(buffer, 0, header);
            return new ClientMessage(subscribe.symbolId(), subscribe.clientId(), 0, subscribe.fromEvent());
        }
        OrderCommandMessageDecoder command = new OrderCommandMessageDecoder().wrapAndApplyHeader(buffer, 0, header);
        return new ClientMessage(command.symbolId(), command.clientId(), command.requestId(), 0);
    }

    /** What is said when a partition does not take it. */
    ByteBuffer refusal(Offer offer) {
        byte[] bytes = new byte[REFUSAL_BYTES];
        int length = fromEvent > 0 ? feedState(bytes) : notExecuted(bytes, offer);
        return ByteBuffer.wrap(bytes, 0, MessageHeaderEncoder.ENCODED_LENGTH + length);
    }

    private int feedState(byte[] bytes) {
        return new FeedStateEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .state(WireFeedState.TRY_AGAIN)
                .symbolId(symbolId)
                .nextEvent(fromEvent)
                .partition(0)
                .epoch(0)
                .port(0)
                .host("")
                .encodedLength();
    }

    private int notExecuted(byte[] bytes, Offer offer) {
        return new NotExecutedEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, new MessageHeaderEncoder())
                .cause(offer == Offer.FULL ? WireCause.OVERLOADED : WireCause.TRY_AGAIN)
                .symbolId(symbolId)
                .clientId(clientId)
                .requestId(requestId)
                .retryAfterMillis(RETRY_MILLIS)
                .partition(0)
                .epoch(0)
                .port(0)
                .host("")
                .detail("")
                .encodedLength();
    }
}
