package io.gantry.client;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.WireFeedKind;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;

/** Everything that one client knows, on one I/O thread: routes what links tell to lanes and feeds, and finds links for them. */
final class ClientCore implements LinkListener, SymbolLane.LaneOwner, FeedFollower.FeedOwner {

    private static final int TICK_MILLIS = 25;
    private static final int ROUTES_PAUSE_MILLIS = 200;

    private final ClientSettings settings;
    private final EventLoop loop;
    private final RouteBook book = new RouteBook();
    private final Links links;
    private final RouteRefresh refresh;
    private final Map<Integer, SymbolLane> lanes = new HashMap<>();
    private final Map<Integer, Feed> feeds = new HashMap<>();
    private final Map<Integer, MarketDataFeed> marketData = new HashMap<>();
    private final List<SymbolWait> waits = new ArrayList<>();
    private final CompletableFuture<Void> connected = new CompletableFuture<>();
    private final RetryPause routesPause;
    private long routesPauseEndNanos;
    private boolean isClosed;

    ClientCore(ClientSettings settings, EventLoop loop) {
        this.settings = settings;
        this.loop = loop;
        links = new Links(settings, loop, this);
        refresh = new RouteRefresh(links, book, settings.seeds(), loop);
        routesPause = new RetryPause(settings.random());
        routesPauseEndNanos = settings.nanoClock().getAsLong();
    }

    RouteBook book() {
        return book;
    }

    /** Completes when a worker has told its routes. */
    CompletableFuture<Void> connected() {
        return connected;
    }

    /** Begins. */
    void start() {
        refresh.want(Optional.empty());
        loop.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Why no seed could be reached. */
    String troubles() {
        return links.troubles(settings.seeds());
    }

    /** Takes a command over. */
    void submit(PendingCommand command) {
        if (isClosed) {
            command.lane().permits().release();
            command.giveUp("the client is closed");
            return;
        }
        SymbolLane lane = command.lane();
        lanes.putIfAbsent(lane.symbolId(), lane);
        lane.submit(command);
    }

    /** Sends what was queued. */
    void flush() {
        links.flush();
    }

    /** @throws IllegalStateException if the symbol has a feed already */
    void open(Feed feed) {
        open(feed, feeds);
    }

    /** @throws IllegalStateException if the symbol has such a feed already */
    void open(MarketDataFeed feed) {
        open(feed, marketData);
    }

    private <T extends FeedFollower> void open(T feed, Map<Integer, T> among) {
        if (among.containsKey(feed.symbolId())) {
            throw new IllegalStateException("symbol " + feed.symbol() + " is subscribed already");
        }
        among.put(feed.symbolId(), feed);
        feed.pump();
        flush();
    }

    void close(FeedFollower feed) {
        feed.close();
        if (feeds.remove(feed.symbolId(), feed) || marketData.remove(feed.symbolId(), feed)) {
            feed.end();
            flush();
        }
    }

    void await(SymbolWait wait) {
        waits.add(wait);
        ask(wait);
        flush();
    }

    void cancel(SymbolWait wait) {
        waits.remove(wait);
    }

    void refreshRoutes() {
        refreshRoutes(Optional.empty());
        flush();
    }

    /** Gives everything up. */
    void close() {
        isClosed = true;
        feeds.values().forEach(Feed::close);
        marketData.values().forEach(MarketDataFeed::close);
        lanes.values().forEach(lane -> lane.close("the client is closed"));
        links.close();
    }

    @Override
    public Optional<Link> readyLink(int symbolId) {
        Optional<Address> address = book.addressOf(symbolId);
        if (address.isEmpty()) {
            refresh.want(Optional.empty());
            return Optional.empty();
        }
        return links.readyTo(address.get());
    }

    @Override
    public void located(int symbolId, Location location, Link said) {
        book.located(symbolId, location, said.address());
        if (location.address().isEmpty()) {
            refresh.want(Optional.empty());
        }
    }

    @Override
    public void refreshRoutes(Optional<Link> notThis) {
        refresh.want(notThis);
    }

    @Override
    public void unanswered(Optional<Link> by) {
        by.ifPresent(Link::probe);
        long now = settings.nanoClock().getAsLong();
        if (now - routesPauseEndNanos >= 0) {
            routesPauseEndNanos = now + TimeUnit.MILLISECONDS.toNanos(routesPause.next(ROUTES_PAUSE_MILLIS));
            refresh.want(by);
        }
    }

    @Override
    public boolean isElsewhere(int symbolId, Link link) {
        Optional<Address> address = book.addressOf(symbolId);
        return address.isPresent() && !address.get().equals(link.address());
    }

    @Override
    public void after(long millis, Runnable action) {
        loop.schedule(() -> run(action), millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void ready(Link link) {
        refresh.ready();
        waits.forEach(this::ask);
        pumpAll();
        flush();
    }

    @Override
    public void lost(Link link, String reason) {
        lanes.values().forEach(lane -> lane.lost(link, reason));
        feeds.values().forEach(feed -> feed.lost(link));
        marketData.values().forEach(feed -> feed.lost(link));
        refresh.lost(link);
        if (!isClosed) {
            refresh.want(Optional.of(link));
        }
        flush();
    }

    @Override
    public void rested(Link link) {
        refresh.ready();
        pumpAll();
        flush();
    }

    @Override
    public void answered(Link link, CommandAnswer answer) {
        SymbolLane lane = lanes.get(answer.symbolId());
        if (lane != null) {
            lane.answered(answer);
        }
    }

    @Override
    public void refused(Link link, Refusal refusal) {
        SymbolLane lane = lanes.get(refusal.symbolId());
        if (lane != null) {
            lane.refused(link, refusal);
        }
    }

    @Override
    public void event(Link link, BookEvent event) {
        Feed feed = feeds.get(event.symbolId());
        if (feed != null) {
            feed.event(link, event);
        }
    }

    @Override
    public void marketData(Link link, DirectBuffer message) {
        MarketDataFeed feed = marketData.get(MarketDataFeed.symbolOf(message));
        if (feed != null) {
            feed.message(link, message);
        }
    }

    @Override
    public void feedNotice(Link link, FeedNotice notice) {
        FeedFollower feed = notice.feed() == WireFeedKind.MARKET_DATA
                ? marketData.get(notice.symbolId())
                : feeds.get(notice.symbolId());
        if (feed != null) {
            feed.notice(link, notice);
        }
    }

    @Override
    public void routes(Link link, RoutesMessage routes) {
        book.apply(routes);
        refresh.answered(routes);
        waits.forEach(wait -> tell(wait, link, routes));
        connected.complete(null);
        pumpAll();
    }

    @Override
    public void readComplete() {
        flush();
    }

    private void run(Runnable action) {
        if (!isClosed) {
            action.run();
            flush();
        }
    }

    private void tick() {
        run(() -> {
            lanes.values().forEach(SymbolLane::expire);
            links.silent().forEach(link -> unanswered(Optional.of(link)));
            links.dropSilent();
            waits.forEach(this::ask);
            pumpAll();
            lanes.values().forEach(SymbolLane::watch);
        });
    }

    private void pumpAll() {
        lanes.values().forEach(SymbolLane::pump);
        feeds.values().forEach(Feed::pump);
        marketData.values().forEach(MarketDataFeed::pump);
    }

    private void ask(SymbolWait wait) {
        Set<Address> workers = liveWorkers();
        wait.askedOf(workers);
        for (Address worker : workers) {
            if (!wait.isSatisfied(worker)) {
                links.readyTo(worker).ifPresent(link -> link.routeQuery(0));
            }
        }
    }

    private void tell(SymbolWait wait, Link link, RoutesMessage routes) {
        wait.askedOf(liveWorkers());
        wait.told(link.address(), routes);
    }

    /** Where live workers listen, as the worker asked last said. */
    private Set<Address> liveWorkers() {
        Set<Address> live = new LinkedHashSet<>();
        for (WorkerRoute worker : book.workers()) {
            if (worker.port() > 0) {
                live.add(new Address(worker.host(), worker.port()));
            }
        }
        return live.isEmpty() ? Set.copyOf(settings.seeds()) : live;
    }
}
