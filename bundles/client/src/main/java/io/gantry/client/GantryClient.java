package io.gantry.client;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandAnswer;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * A client's connection to a Gantry cluster. Knows where symbols are and follows them, keeps each symbol's commands in the order of
 * their submission, sends again what was not executed, and never executes anything twice. Methods may be called by any thread;
 * callbacks run on the client's I/O thread.
 */
public final class GantryClient implements AutoCloseable {

    /** {@link #trySubmit} took nothing. */
    public static final long NOT_TAKEN = 0;

    private static final int STOP_MILLIS = 2_000;

    private final ClientSettings settings;
    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final ClientCore core;
    private final Submissions submissions;
    private final Map<String, SymbolLane> lanes = new ConcurrentHashMap<>();

    private GantryClient(ClientSettings settings) {
        this.settings = settings;
        group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("gantry-client", true), NioIoHandler.newFactory());
        loop = group.next();
        core = new ClientCore(settings, loop);
        submissions = new Submissions(settings, loop, core);
    }

    /** Says what a client is to be like. */
    public static GantryClientBuilder builder() {
        return new GantryClientBuilder();
    }

    static GantryClient connect(ClientSettings settings) {
        GantryClient client = new GantryClient(settings);
        client.loop.execute(client.core::start);
        Duration limit = settings.patience().connect();
        try {
            client.core.connected().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return client;
        } catch (TimeoutException | ExecutionException failure) {
            String troubles = client.onLoop(client.core::troubles);
            client.close();
            throw new NotConnectedException(
                    "no worker could be reached within " + limit.toMillis() + " ms: " + troubles);
        } catch (InterruptedException interrupted) {
            client.close();
            Thread.currentThread().interrupt();
            throw new NotConnectedException("interrupted while connecting to " + settings.seeds());
        }
    }

    /**
     * Submits a command. Blocks while too many commands of this symbol wait for their answer.
     *
     * @param symbol name of the symbol
     * @param command what is asked, copied by the call; symbol id, client id, request id and {@code follows} are filled in here
     * @return the answer; fails with {@link NotExecutedException} or {@link UnknownOutcomeException}
     * @throws UnknownSymbolException if no such symbol is known
     * @throws IllegalStateException if the client is closed
     */
    public CompletionStage<CommandAnswer> submit(String symbol, OrderCommand command) {
        FutureAnswer answer = new FutureAnswer();
        submit(symbol, command, answer);
        return answer.stage();
    }

    /**
     * Submits a command; cheaper than {@link #submit(String, OrderCommand)}. Blocks while too many commands of this symbol wait for
     * their answer, so it must not be called by callbacks, which use {@link #trySubmit}.
     *
     * @return the command's request id
     * @throws UnknownSymbolException if no such symbol is known
     * @throws IllegalStateException if the client is closed, or if it would block a callback
     */
    public long submit(String symbol, OrderCommand command, AnswerListener listener) {
        SymbolLane lane = lane(symbol);
        if (!lane.permits().tryAcquire()) {
            if (loop.inEventLoop()) {
                throw new IllegalStateException(
                        "submit would block the client's own thread: use trySubmit in callbacks");
            }
            lane.permits().acquireUninterruptibly();
        }
        return submissions.add(lane, command, listener);
    }

    /**
     * Submits a command unless too many commands of this symbol wait for their answer.
     *
     * @return the command's request id, or {@link #NOT_TAKEN}
     * @throws UnknownSymbolException if no such symbol is known
     * @throws IllegalStateException if the client is closed
     */
    public long trySubmit(String symbol, OrderCommand command, AnswerListener listener) {
        SymbolLane lane = lane(symbol);
        return lane.permits().tryAcquire() ? submissions.add(lane, command, listener) : NOT_TAKEN;
    }

    /**
     * Reads a symbol's events from a number on, wherever the symbol is, until the subscription is closed.
     *
     * @param fromEvent number of the first event wanted; 1 is the symbol's first
     * @throws UnknownSymbolException if no such symbol is known
     * @throws IllegalArgumentException if the number is not above zero
     * @throws IllegalStateException if this client reads the symbol's events already, or is closed
     */
    public Subscription subscribe(String symbol, long fromEvent, EventListener listener) {
        if (fromEvent <= 0) {
            throw new IllegalArgumentException("event " + fromEvent + " is not above zero");
        }
        Feed feed = new Feed(route(symbol), fromEvent, listener, core);
        submissions.requireOpen();
        onLoop(() -> {
            core.open(feed);
            return feed;
        });
        return new RunningFeed(feed, () -> close(feed));
    }

    /**
     * Reads a symbol's market data, wherever the symbol is, until the subscription is closed: all price levels first, then trades and changes.
     *
     * @throws UnknownSymbolException if no such symbol is known
     * @throws IllegalStateException if this client reads the symbol's market data already, or is closed
     */
    public MarketDataSubscription subscribeMarketData(String symbol, MarketDataListener listener) {
        MarketDataFeed feed = new MarketDataFeed(route(symbol), listener, core);
        submissions.requireOpen();
        onLoop(() -> {
            core.open(feed);
            return feed;
        });
        return new RunningMarketDataFeed(feed, () -> close(feed));
    }

    /** Who this client is. */
    public long clientId() {
        return settings.clientId();
    }

    /** All symbols that are known, by name. */
    public List<SymbolRoute> symbols() {
        return core.book().published().values().stream()
                .sorted((one, other) -> one.symbol().compareTo(other.symbol()))
                .toList();
    }

    /**
     * Where a symbol is.
     *
     * @throws UnknownSymbolException if it is not known
     */
    public SymbolRoute route(String symbol) {
        SymbolRoute route = core.book().published().get(symbol);
        if (route == null) {
            throw new UnknownSymbolException("unknown symbol '" + symbol + "': not among the "
                    + core.book().published().size() + " symbols of the routes of version "
                    + core.book().version());
        }
        return route;
    }

    /** All workers that host partitions, by name. */
    public List<WorkerRoute> workers() {
        return core.book().workers();
    }

    /**
     * Asks a worker for new routes; returns at once.
     *
     * @throws IllegalStateException if the client is closed
     */
    public void refreshRoutes() {
        submissions.requireOpen();
        loop.execute(core::refreshRoutes);
    }

    /**
     * Waits until every live worker knows some symbols: from then on commands for them are taken everywhere. Must not be called by
     * callbacks.
     *
     * @throws UnknownSymbolException naming what is missing when the time is over
     * @throws IllegalStateException if the client is closed
     */
    public void awaitSymbols(Collection<String> names, Duration limit) {
        submissions.requireOpen();
        SymbolWait wait = new SymbolWait(names);
        loop.execute(() -> core.await(wait));
        try {
            wait.done().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new UnknownSymbolException(onLoop(wait::pending) + ", after " + limit.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UnknownSymbolException("interrupted while waiting for symbols " + names);
        } finally {
            whileOpen(() -> core.cancel(wait));
        }
    }

    /**
     * Ends the client. Commands without an answer fail: {@link UnknownOutcomeException} if they were sent, else
     * {@link NotExecutedException}. Does nothing the second time.
     */
    @Override
    public void close() {
        if (submissions.close()) {
            loop.execute(core::close);
            group.shutdownGracefully(0, STOP_MILLIS, TimeUnit.MILLISECONDS);
            if (!loop.inEventLoop()) {
                group.terminationFuture().awaitUninterruptibly(STOP_MILLIS);
            }
        }
    }

    private void close(FeedFollower feed) {
        feed.close();
        whileOpen(() -> core.close(feed));
    }

    /** Whether the action will run; if not, the client is closed and all it held with it. */
    private boolean whileOpen(Runnable action) {
        try {
            loop.execute(action);
            return true;
        } catch (RejectedExecutionException closed) {
            return false;
        }
    }

    private SymbolLane lane(String symbol) {
        SymbolLane lane = lanes.get(symbol);
        return lane != null
                ? lane
                : lanes.computeIfAbsent(
                        symbol, name -> new SymbolLane(route(name).instrument(), settings, core));
    }

    private <T> T onLoop(Supplier<T> action) {
        if (loop.inEventLoop()) {
            return action.get();
        }
        try {
            return CompletableFuture.supplyAsync(action, loop).join();
        } catch (RejectedExecutionException closed) {
            throw new IllegalStateException("the client is closed", closed);
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failure;
        }
    }
}
