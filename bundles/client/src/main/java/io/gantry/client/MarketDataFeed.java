package io.gantry.client;

import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.BestPricesDecoder;
import io.gantry.protocol.sbe.DepthDeltaDecoder;
import io.gantry.protocol.sbe.DepthSnapshotDecoder;
import io.gantry.protocol.sbe.MarketTradeDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.WireFeedKind;
import org.agrona.DirectBuffer;

/**
 * One symbol's market data, wherever the symbol is: checks the place of each message, and begins anew with a snapshot when one is missing or when it has
 * to subscribe again. The I/O thread's own, but for {@link #lastEvent}.
 */
final class MarketDataFeed extends FeedFollower {

    private static final int FIRST_FIELD = MessageHeaderDecoder.ENCODED_LENGTH;

    /** What comes is told only from a snapshot on. */
    private enum State {
        /** A snapshot must come first. */
        WAITING,
        /** Within one. */
        SNAPSHOT,
        /** Behind one, with nothing missing. */
        FOLLOWING
    }

    private final MarketDataListener listener;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MarketTradeDecoder trade = new MarketTradeDecoder();
    private final DepthDeltaDecoder delta = new DepthDeltaDecoder();
    private final BestPricesDecoder best = new BestPricesDecoder();
    private final DepthSnapshotDecoder snapshot = new DepthSnapshotDecoder();
    private State state = State.WAITING;
    private boolean hasBegun;
    private long next;
    private volatile long lastEvent;

    MarketDataFeed(SymbolRoute route, MarketDataListener listener, FeedOwner owner) {
        super(route, WireFeedKind.MARKET_DATA, owner);
        this.listener = listener;
    }

    /** Whether a message is market data. */
    static boolean isMarketData(int templateId) {
        return templateId >= MarketTradeDecoder.TEMPLATE_ID && templateId <= DepthSnapshotDecoder.TEMPLATE_ID;
    }

    /** Number of the symbol that a message of market data is about. */
    static int symbolOf(DirectBuffer message) {
        return message.getInt(FIRST_FIELD + MarketTradeDecoder.symbolIdEncodingOffset(), MarketTradeDecoder.BYTE_ORDER);
    }

    /** Number of the last event that is in what was told. Any thread. */
    long lastEvent() {
        return lastEvent;
    }

    @Override
    long from() {
        return 1;
    }

    @Override
    void started(long ignored) {
        state = State.WAITING;
    }

    @Override
    void gap(long ignored) {
        state = State.WAITING;
    }

    /** A message of market data, its header at the beginning. */
    void message(Link from, DirectBuffer message) {
        if (!isHeard(from)) {
            return;
        }
        arrived();
        header.wrap(message, 0);
        switch (header.templateId()) {
            case DepthSnapshotDecoder.TEMPLATE_ID -> snapshot(message);
            case MarketTradeDecoder.TEMPLATE_ID -> {
                trade.wrapAndApplyHeader(message, 0, header);
                if (isNext(trade.sequence(), trade.eventSequence())) {
                    guarded(() -> listener.trade(
                            WireEnums.SIDE.api(trade.aggressor()), trade.price(), trade.quantity(), trade.timeNanos()));
                }
            }
            case DepthDeltaDecoder.TEMPLATE_ID -> {
                delta.wrapAndApplyHeader(message, 0, header);
                if (isNext(delta.sequence(), delta.eventSequence())) {
                    guarded(() -> listener.level(
                            WireEnums.SIDE.api(delta.side()), delta.price(), delta.quantity(), delta.orders()));
                }
            }
            default -> {
                best.wrapAndApplyHeader(message, 0, header);
                if (isNext(best.sequence(), best.eventSequence())) {
                    guarded(() ->
                            listener.best(best.bidPrice(), best.bidQuantity(), best.askPrice(), best.askQuantity()));
                }
            }
        }
    }

    /** A worker leaves nothing out without saying so; if one does, it is asked for a snapshot. */
    private boolean isNext(long sequence, long eventSequence) {
        if (state == State.WAITING) {
            return false;
        }
        if (state == State.SNAPSHOT || sequence != next) {
            subscribeAnew();
            return false;
        }
        next++;
        lastEvent = eventSequence;
        return true;
    }

    private void snapshot(DirectBuffer message) {
        snapshot.wrapAndApplyHeader(message, 0, header);
        if (snapshot.isFirst() == 1) {
            begin(snapshot.sequence() + 1, snapshot.eventSequence());
        } else if (state != State.SNAPSHOT || snapshot.sequence() + 1 != next) {
            subscribeAnew();
            return;
        }
        boolean isLast = snapshot.isLast() == 1;
        for (DepthSnapshotDecoder.LevelsDecoder level : snapshot.levels()) {
            guarded(() ->
                    listener.level(WireEnums.SIDE.api(level.side()), level.price(), level.quantity(), level.orders()));
        }
        if (isLast) {
            state = State.FOLLOWING;
            guarded(listener::snapshotEnd);
        }
    }

    private void begin(long follows, long eventSequence) {
        long missingFrom = lastEvent + 1;
        next = follows;
        lastEvent = eventSequence;
        state = State.SNAPSHOT;
        if (hasBegun && missingFrom <= eventSequence) {
            guarded(() -> listener.gap(missingFrom, eventSequence));
        }
        hasBegun = true;
        guarded(listener::snapshotBegin);
    }
}
