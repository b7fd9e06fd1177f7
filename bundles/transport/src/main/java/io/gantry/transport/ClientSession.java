package io.gantry.transport;

import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.RouteQueryDecoder;
import io.gantry.protocol.sbe.SubscribeDecoder;
import io.gantry.protocol.sbe.WireCause;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.protocol.sbe.WireFeedState;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * A client's messages: to the partition they are for, or an answer that says where to go instead. Keeps nothing about commands:
 * what a refusal does to the order of a client's commands is settled by {@code follows} at the partition. Hot path.
 */
final class ClientSession implements Session {

    private static final int RETRY_OVERLOADED_MILLIS = 5;
    private static final int RETRY_NOT_SERVING_MILLIS = 20;
    private static final int RETRY_NO_OWNER_MILLIS = 50;
    /** Wire values are numbered from 0 without a hole; the last constant of the generated enum stands for no value. */
    private static final int FEEDS = WireFeedKind.values().length - 1;

    private static final byte[] QUEUE_FULL = Refusals.text("the partition's queue is full");
    private static final byte[] NOT_SERVING = Refusals.text("the partition is not serving here now");
    private static final byte[] NO_ROUTES = Refusals.text("this worker has no routes yet");
    private static final byte[] UNKNOWN = Refusals.text("no symbol has this number");

    private final long connectionId;
    private final long clientId;
    private final Router router;
    private final PartitionHost partitions;
    private final SelfAddress self;
    private final MessageEdge edge = new MessageEdge();
    private final CommandCheck check;
    private final Refusals refusals;
    private final RoutesWriter routesWriter;
    private final SubscribeDecoder subscription = new SubscribeDecoder();
    private final RouteQueryDecoder routeQuery = new RouteQueryDecoder();

    ClientSession(long connectionId, long clientId, WorkerServices services, SelfAddress self, Outbound outbound) {
        this.connectionId = connectionId;
        this.clientId = clientId;
        this.router = services.router();
        this.partitions = services.partitions();
        this.self = self;
        check = new CommandCheck(edge, clientId);
        refusals = new Refusals(outbound);
        routesWriter = new RoutesWriter(outbound, self);
    }

    @Override
    public void message(ByteBuffer frame, DirectBuffer view, int length) {
        int template = edge.templateOf(view, length);
        switch (template) {
            case OrderCommandMessageDecoder.TEMPLATE_ID -> command(frame, view, length);
            case SubscribeDecoder.TEMPLATE_ID -> subscribe(frame, view, length);
            case RouteQueryDecoder.TEMPLATE_ID -> routes(view, length);
            default -> throw new ProtocolViolation("a client does not send message " + template);
        }
    }

    @Override
    public void closed() {
        partitions.disconnected(connectionId);
    }

    private void command(ByteBuffer frame, DirectBuffer view, int length) {
        String fault = check.faultOf(view, length);
        OrderCommandMessageDecoder command = check.command();
        if (!fault.isEmpty()) {
            refusals.notExecuted(command, WireCause.INVALID, 0, Refusals.text("order command: " + fault));
            return;
        }
        RouteTable routes = router.routes();
        int partition = routes.partitionOf(command.symbolId());
        if (partition == RouteTable.UNKNOWN_SYMBOL) {
            refuseUnknown(command, routes);
        } else if (routes.isLocal(partition) || partitions.hosts(partition)) {
            offer(command, partition, routes, frame);
        } else {
            redirect(command, partition, routes);
        }
    }

    /** Also to a replica that is not the primary: it hands the command on, or says that it cannot. */
    private void offer(OrderCommandMessageDecoder command, int partition, RouteTable routes, ByteBuffer frame) {
        switch (partitions.offer(partition, connectionId, frame)) {
            case ACCEPTED -> {
                // the partition answers
            }
            case FULL -> refusals.notExecuted(command, WireCause.OVERLOADED, RETRY_OVERLOADED_MILLIS, QUEUE_FULL);
            case NOT_SERVING -> notServing(command, partition, routes);
        }
    }

    private void notServing(OrderCommandMessageDecoder command, int partition, RouteTable routes) {
        if (routes.isLocal(partition)) {
            refusals.notExecuted(command, WireCause.TRY_AGAIN, RETRY_NOT_SERVING_MILLIS, NOT_SERVING);
        } else {
            redirect(command, partition, routes);
        }
    }

    private void refuseUnknown(OrderCommandMessageDecoder command, RouteTable routes) {
        if (isEmpty(routes)) {
            refusals.notExecuted(command, WireCause.TRY_AGAIN, RETRY_NO_OWNER_MILLIS, NO_ROUTES);
        } else {
            refusals.notExecuted(command, WireCause.UNKNOWN_SYMBOL, 0, UNKNOWN);
        }
    }

    private void redirect(OrderCommandMessageDecoder command, int partition, RouteTable routes) {
        Optional<WorkerInfo> owner = routes.workerOf(partition);
        if (owner.isPresent()) {
            refusals.moved(command, destination(command.symbolId(), partition, routes, owner.get()));
        } else {
            byte[] detail = Refusals.text("the worker of partition " + partition + " is not there");
            refusals.notExecuted(command, WireCause.TRY_AGAIN, RETRY_NO_OWNER_MILLIS, detail);
        }
    }

    private void subscribe(ByteBuffer frame, DirectBuffer view, int length) {
        edge.requireBlock("Subscribe", length, SubscribeDecoder.BLOCK_LENGTH);
        subscription.wrap(
                view,
                MessageHeaderDecoder.ENCODED_LENGTH,
                SubscribeDecoder.BLOCK_LENGTH,
                SubscribeDecoder.SCHEMA_VERSION);
        int symbolId = subscription.symbolId();
        long fromEvent = subscription.fromEvent();
        if (subscription.clientId() != clientId) {
            throw new ProtocolViolation(
                    "Subscribe with clientId " + subscription.clientId() + " on a connection of client " + clientId);
        }
        if (subscription.feedRaw() >= FEEDS) {
            throw new ProtocolViolation("Subscribe to the unknown feed " + subscription.feedRaw());
        }
        if (fromEvent <= 0) {
            throw new ProtocolViolation("Subscribe from event " + fromEvent + ", the first event is 1");
        }
        RouteTable routes = router.routes();
        int partition = routes.partitionOf(symbolId);
        if (subscription.isEnd() == 1) {
            if (partition != RouteTable.UNKNOWN_SYMBOL && routes.isLocal(partition)) {
                // if it is lost, the client is sent what it does not want, until the connection ends
                partitions.offer(partition, connectionId, frame);
            }
        } else if (partition == RouteTable.UNKNOWN_SYMBOL) {
            refuseFeed(isEmpty(routes) ? WireFeedState.TRY_AGAIN : WireFeedState.UNKNOWN_SYMBOL);
        } else if (routes.isLocal(partition)) {
            if (partitions.offer(partition, connectionId, frame) != PartitionHost.Offer.ACCEPTED) {
                refuseFeed(WireFeedState.TRY_AGAIN);
            }
        } else {
            redirectFeed(partition, routes);
        }
    }

    private void redirectFeed(int partition, RouteTable routes) {
        Optional<WorkerInfo> owner = routes.workerOf(partition);
        if (owner.isPresent()) {
            refusals.feedMoved(subscription, destination(subscription.symbolId(), partition, routes, owner.get()));
        } else {
            refuseFeed(WireFeedState.TRY_AGAIN);
        }
    }

    private void refuseFeed(WireFeedState state) {
        refusals.feed(state, subscription);
    }

    private void routes(DirectBuffer view, int length) {
        edge.requireBlock("RouteQuery", length, RouteQueryDecoder.BLOCK_LENGTH);
        routeQuery.wrap(
                view,
                MessageHeaderDecoder.ENCODED_LENGTH,
                RouteQueryDecoder.BLOCK_LENGTH,
                RouteQueryDecoder.SCHEMA_VERSION);
        routesWriter.write(routeQuery.correlationId(), router.routes());
    }

    private Destination destination(int symbolId, int partition, RouteTable routes, WorkerInfo owner) {
        WorkerInfo published = self.published(owner);
        return new Destination(partition, routes.epochOf(symbolId), published.host(), published.port());
    }

    /** A worker that has just started may not have heard of any symbol, which does not mean that there are none. */
    private static boolean isEmpty(RouteTable routes) {
        return routes.owners().version() == 0;
    }
}
