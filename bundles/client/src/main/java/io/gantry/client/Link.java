package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.sbe.WireFeedKind;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The connection to one worker: opened when wanted, opened again after it was lost, with growing and scattered rests between
 * failures. All methods run on the I/O thread.
 */
final class Link {

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int FIRST_REST_MILLIS = 10;
    private static final int LONGEST_REST_MILLIS = 1_000;
    private static final int MAX_DOUBLINGS = 10;
    private static final long PROBE_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private enum State {
        /** No connection, and none is being made. */
        IDLE,
        /** Connecting, or waiting for Welcome. */
        OPENING,
        /** Welcomed. */
        READY,
        /** After a failure. */
        RESTING,
        /** Never again. */
        CLOSED
    }

    private final Address address;
    private final ClientSettings settings;
    private final EventLoop loop;
    private final LinkListener listener;
    private State state = State.IDLE;
    private Optional<LinkChannel> channel = Optional.empty();
    private int failures;
    private long heardNanos;
    private long probedNanos;
    private boolean isProbed;
    private String lastTrouble = "not tried yet";

    Link(Address address, ClientSettings settings, EventLoop loop, LinkListener listener) {
        this.address = address;
        this.settings = settings;
        this.loop = loop;
        this.listener = listener;
        heardNanos = settings.nanoClock().getAsLong();
        probedNanos = heardNanos;
    }

    Address address() {
        return address;
    }

    boolean isReady() {
        return state == State.READY;
    }

    /** Why there is no connection. */
    String lastTrouble() {
        return lastTrouble;
    }

    /** Begins to connect unless that has happened or it is resting. */
    void want() {
        if (state == State.IDLE) {
            state = State.OPENING;
            heardNanos = settings.nanoClock().getAsLong();
            LinkChannel fresh = new LinkChannel(this, settings.clientId());
            channel = Optional.of(fresh);
            new Bootstrap()
                    .group(loop)
                    .channel(NioSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                    .handler(fresh)
                    .connect(address.host(), address.port())
                    .addListener((ChannelFutureListener) done -> connected(fresh, done));
        }
    }

    /** Queues a command; {@link #flush} sends it. */
    void command(OrderCommand command) {
        channel.ifPresent(open -> open.command(command));
    }

    /** Queues a subscription. */
    void subscribe(int symbolId, WireFeedKind feed, long fromEvent) {
        channel.ifPresent(open -> open.subscribe(symbolId, feed, fromEvent, false));
    }

    /** Queues the end of a subscription. */
    void unsubscribe(int symbolId, WireFeedKind feed) {
        channel.ifPresent(open -> open.subscribe(symbolId, feed, 1, true));
    }

    /** Queues a query for all routes. */
    void routeQuery(long correlationId) {
        channel.ifPresent(open -> open.routeQuery(correlationId));
    }

    /** Sends what is queued. */
    void flush() {
        if (state == State.READY) {
            channel.ifPresent(LinkChannel::flush);
        }
    }

    /** Asks the worker for a sign of life. */
    void probe() {
        long now = settings.nanoClock().getAsLong();
        if (state == State.READY && !isProbed && now - probedNanos > PROBE_PAUSE_NANOS) {
            isProbed = true;
            probedNanos = now;
            routeQuery(0);
        }
    }

    /** Whether the worker was asked for a sign of life and has not given one since. */
    boolean isSilent() {
        return isProbed;
    }

    /** Asks a worker that has been silent for a while for a sign of life, and drops the connection if none came. */
    void dropIfSilent() {
        if (state != State.READY && state != State.OPENING) {
            return;
        }
        long silentNanos = settings.nanoClock().getAsLong() - heardNanos;
        long limitNanos = settings.patience().answer().toNanos();
        if (silentNanos > limitNanos) {
            String reason = "nothing heard for " + settings.patience().answer().toMillis() + " ms";
            channel.ifPresent(open -> lost(open, reason));
        } else if (silentNanos > limitNanos / 2) {
            probe();
        }
    }

    /** Something arrived. */
    void heard() {
        heardNanos = settings.nanoClock().getAsLong();
        isProbed = false;
    }

    /** Ends the link for good, telling nobody. */
    void close() {
        state = State.CLOSED;
        channel.ifPresent(LinkChannel::close);
        channel = Optional.empty();
    }

    /** Whom a current channel tells what arrives. */
    LinkListener listener() {
        return listener;
    }

    boolean isCurrent(LinkChannel from) {
        return channel.isPresent() && channel.get() == from;
    }

    void welcomed(LinkChannel from) {
        if (isCurrent(from) && state == State.OPENING) {
            state = State.READY;
            failures = 0;
            lastTrouble = "connected";
            listener.ready(this);
        }
    }

    void lost(LinkChannel from, String reason) {
        if (!isCurrent(from)) {
            return;
        }
        channel = Optional.empty();
        lastTrouble = reason;
        state = State.RESTING;
        from.close();
        loop.schedule(this::rested, restMillis(), TimeUnit.MILLISECONDS);
        listener.lost(this, reason);
    }

    private void connected(LinkChannel fresh, ChannelFuture done) {
        if (!done.isSuccess()) {
            lost(fresh, String.valueOf(done.cause().getMessage()));
        } else if (!isCurrent(fresh)) {
            done.channel().close();
        }
    }

    private long restMillis() {
        long whole = Math.min(LONGEST_REST_MILLIS, (long) FIRST_REST_MILLIS << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return whole / 2 + settings.random().nextLong(whole / 2 + 1);
    }

    private void rested() {
        if (state == State.RESTING) {
            state = State.IDLE;
            listener.rested(this);
        }
    }
}
