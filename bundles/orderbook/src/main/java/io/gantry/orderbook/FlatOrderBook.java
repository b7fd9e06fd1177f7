package io.gantry.orderbook;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.BookImageWriter;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.BookOrderVisitor;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.ImageSink;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import java.lang.ref.Reference;

/**
 * Keeps its orders in flat records outside the heap; see {@link Orders}, {@link IdIndex} and {@link Ladder}. Hot path.
 *
 * <p>Its memory goes back to the system when nobody knows the book any more; until then it keeps what its largest state needed.
 */
final class FlatOrderBook implements OrderBook {

    private final Market market;
    private final OpenOrders open;
    private final TradedRange traded = new TradedRange();
    private final Entry entry;
    private final Changes changes;
    private final Sweeps sweeps;
    private final StopTriggers stopTriggers;
    private final Uncrossing uncrossing;

    FlatOrderBook(Instrument instrument) {
        this(new Market(instrument));
    }

    private FlatOrderBook(Market market) {
        this(market, new OpenOrders(market));
    }

    FlatOrderBook(Market market, OpenOrders open) {
        this.market = market;
        this.open = open;
        Matching matching = new Matching(open, market, traded);
        entry = new Entry(market, open, matching);
        changes = new Changes(market, open, matching, entry);
        sweeps = new Sweeps(market, open, changes);
        stopTriggers = new StopTriggers(market, open, entry, traded);
        uncrossing = new Uncrossing(market, open, traded);
    }

    @Override
    public void apply(OrderCommand command, long timeNanos, BookEvents events) {
        if (timeNanos >= open.expiries.next()) {
            sweeps.expire(timeNanos, events);
        }
        switch (command.kind()) {
            case NEW -> entry.enter(command, timeNanos, events);
            case CANCEL -> changes.cancel(command, events);
            case REDUCE -> changes.reduce(command, events);
            case REPLACE -> changes.replace(command, events);
            case MARKET_STATE -> changeState(command.marketState(), events);
            case MASS_CANCEL -> sweeps.massCancel(command, events);
            case RULES -> changeRules(command, events);
        }
        if (traded.isSet()) {
            stopTriggers.settle(events);
        }
        if (open.isDepthWanted()) {
            open.depth.tell(events);
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public long nextExpiryNanos() {
        return open.expiries.next();
    }

    @Override
    public void expire(long timeNanos, BookEvents events) {
        if (timeNanos >= open.expiries.next()) {
            sweeps.expire(timeNanos, events);
            if (open.isDepthWanted()) {
                open.depth.tell(events);
            }
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public void tellDepth(boolean isWanted) {
        open.wantDepth(isWanted);
        Reference.reachabilityFence(this);
    }

    @Override
    public void forEachLevel(Side side, LevelVisitor visitor) {
        open.depth.forEachLevel(side, visitor);
        Reference.reachabilityFence(this);
    }

    @Override
    public void expect(long orderId) {
        open.index.expect(orderId);
    }

    private void changeState(MarketState state, BookEvents events) {
        market.state(state);
        events.marketState(state);
        if (state.isContinuous() && open.isCrossed()) {
            uncrossing.uncross(events);
        }
        if (state == MarketState.CLOSED) {
            sweeps.expireDayOrders(events);
        }
        if (state == MarketState.OPEN && market.lastTradePrice() != 0 && open.stops() != 0) {
            traded.at(market.lastTradePrice());
        }
    }

    private void changeRules(OrderCommand command, BookEvents events) {
        market.rules(command.rules());
        open.keepCounts(command.rules().maxOpenOrders() != 0);
        events.rules(command.rules());
    }

    @Override
    public void bestLevel(Side side, LevelVisitor visitor) {
        if (!open.side(side).isEmpty()) {
            open.depth.show(open.side(side).best(), visitor);
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public BookFigures figures() {
        return new BookFigures(market.state(), market.rules(), market.lastTradePrice(), open.arrivals(), open.size());
    }

    @Override
    public void forEachOrder(Side side, BookOrderVisitor visitor) {
        show(open.side(side), visitor);
    }

    @Override
    public void forEachStop(BookOrderVisitor visitor) {
        show(open.buyStops, visitor);
        show(open.sellStops, visitor);
    }

    private void show(Ladder ladder, BookOrderVisitor visitor) {
        BookOrder shown = new BookOrder();
        Orders orders = open.orders;
        for (int level = ladder.best(); level != 0; level = ladder.after(level)) {
            for (int slot = orders.next(level); slot != level; slot = orders.next(slot)) {
                visitor.order(open.copy(slot, shown));
            }
        }
        Reference.reachabilityFence(this);
    }

    @Override
    public BookSnapshot snapshot(ImageSink sink) {
        if (open.orders.hasListener()) {
            throw new IllegalStateException("a snapshot of the book of " + market.instrument.symbol()
                    + " is under way: write it to its end or abandon it first");
        }
        BookImageWriter writer = new BookImageWriter(
                sink,
                FlatOrderBookFactory.NAME,
                FlatOrderBookFactory.VERSION,
                market.instrument,
                figures(),
                stateHash());
        return new PagedSnapshot(open, writer);
    }

    @Override
    public long stateHash() {
        return open.hash()
                + BookHash.figures(
                        market.state(), market.rules(), market.lastTradePrice(), open.arrivals(), open.size());
    }

    @Override
    public void validate() {
        new Validator(market, open).validate();
        if (stateHash() != BookHash.of(this)) {
            throw new IllegalStateException("book of " + market.instrument.symbol() + ": state hash is "
                    + Long.toHexString(stateHash()) + ", recomputed " + Long.toHexString(BookHash.of(this)));
        }
        Reference.reachabilityFence(this);
    }

    /** Bytes of {@link #bytes} that were ever touched, and so are backed by real memory. */
    long usedBytes() {
        return open.orders.usedBytes() + open.details.usedBytes() + open.nodes.usedBytes() + open.index.bytes();
    }

    /** Bytes taken from the system outside the heap. */
    long bytes() {
        return open.orders.bytes() + open.details.bytes() + open.nodes.bytes() + open.index.bytes();
    }
}
