package io.gantry.partition;

import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import io.gantry.protocol.Cause;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.FeedStateEncoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.NotExecutedEncoder;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;
import java.util.Optional;
import org.agrona.ExpandableDirectByteBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes what sends a client elsewhere or makes it wait, with the address of the worker to go to. The egress thread's own. Where this worker's routes are
 * newer than what the partition knew, the routes are told.
 */
final class RedirectMessages {

    private static final Cause[] CAUSES = Cause.values();

    private final Router router;
    private final MutableDirectBuffer buffer = new ExpandableDirectByteBuffer(512);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NotExecutedEncoder notExecuted = new NotExecutedEncoder();
    private final FeedStateEncoder feedState = new FeedStateEncoder();
    private int partition;
    private long epoch;
    private String host = "";
    private int port;

    RedirectMessages(Router router) {
        this.router = router;
    }

    MutableDirectBuffer buffer() {
        return buffer;
    }

    int notExecuted(
            Cause cause,
            int symbolId,
            long clientId,
            long requestId,
            int retryAfterMillis,
            int toPartition,
            long atEpoch) {
        resolve(symbolId, toPartition, atEpoch);
        notExecuted
                .wrapAndApplyHeader(buffer, 0, header)
                .cause(WireEnums.CAUSE.wire(cause))
                .symbolId(symbolId)
                .clientId(clientId)
                .requestId(requestId)
                .retryAfterMillis(retryAfterMillis)
                .partition(partition)
                .epoch(epoch)
                .port(port)
                .host(host)
                .detail("");
        return MessageHeaderEncoder.ENCODED_LENGTH + notExecuted.encodedLength();
    }

    int feedState(WireFeedKind feed, WireFeedState state, int symbolId, long nextEvent, int toPartition, long atEpoch) {
        resolve(symbolId, toPartition, atEpoch);
        feedState
                .wrapAndApplyHeader(buffer, 0, header)
                .state(state)
                .symbolId(symbolId)
                .nextEvent(nextEvent)
                .partition(partition)
                .epoch(epoch)
                .port(port)
                .feed(feed)
                .host(host);
        return MessageHeaderEncoder.ENCODED_LENGTH + feedState.encodedLength();
    }

    static Cause cause(int ordinal) {
        return CAUSES[ordinal];
    }

    private void resolve(int symbolId, int toPartition, long atEpoch) {
        partition = toPartition;
        epoch = atEpoch;
        host = "";
        port = 0;
        if (toPartition == 0) {
            return;
        }
        RouteTable routes = router.routes();
        if (routes.epochOf(symbolId) > atEpoch) {
            partition = routes.partitionOf(symbolId);
            epoch = routes.epochOf(symbolId);
        }
        Optional<WorkerInfo> worker = routes.workerOf(partition);
        if (worker.isPresent()) {
            host = worker.get().host();
            port = worker.get().port();
        }
    }
}
