package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.BestPricesDecoder;
import io.gantry.protocol.sbe.DepthDeltaDecoder;
import io.gantry.protocol.sbe.DepthSnapshotDecoder;
import io.gantry.protocol.sbe.FeedStateDecoder;
import io.gantry.protocol.sbe.MarketTradeDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.WireFeedKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads a symbol's market data as a client would, makes a book of them, and fails if a message is missing that no gap was told of. */
final class DepthReader implements FrameSink, MarketDataOutput {

    final List<String> notices = new ArrayList<>();
    final List<String> trades = new ArrayList<>();
    final List<Integer> partLevels = new ArrayList<>();
    int snapshots;
    int deltas;
    long eventSequence;

    /** How many frames it takes before its connection is full. */
    int room = Integer.MAX_VALUE;

    private final TreeMap<Long, String> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, String> asks = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long next;
    private boolean isInSync;
    private boolean isMidSnapshot;
    private String best = "";

    /** The levels as they should be, and as {@link #levels} tells them. */
    static List<String> levels(OrderBook book) {
        List<String> levels = new ArrayList<>();
        for (Side side : Side.values()) {
            book.forEachLevel(
                    side, (price, quantity, orders) -> levels.add(side + " " + quantity + "@" + price + "/" + orders));
        }
        return levels;
    }

    int levelCount() {
        return bids.size() + asks.size();
    }

    List<String> levels() {
        List<String> levels = new ArrayList<>();
        bids.forEach((price, rest) -> levels.add("BUY " + rest));
        asks.forEach((price, rest) -> levels.add("SELL " + rest));
        return levels;
    }

    /** The best prices as they follow from the levels. */
    private String bestOfLevels() {
        return (bids.isEmpty() ? "0@0" : bids.firstEntry().getValue().split("/")[0]) + " "
                + (asks.isEmpty() ? "0@0" : asks.firstEntry().getValue().split("/")[0]);
    }

    @Override
    public void marketData(DirectBuffer message, int length) {
        read(message);
    }

    @Override
    public boolean isWritable() {
        return room > 0;
    }

    @Override
    public void send(ByteBuffer message) {
        room--;
        byte[] copy = new byte[message.remaining()];
        message.get(copy);
        read(new UnsafeBuffer(copy));
    }

    private void read(DirectBuffer message) {
        header.wrap(message, 0);
        switch (header.templateId()) {
            case FeedStateDecoder.TEMPLATE_ID -> notice(new FeedStateDecoder().wrapAndApplyHeader(message, 0, header));
            case DepthSnapshotDecoder.TEMPLATE_ID ->
                snapshot(new DepthSnapshotDecoder().wrapAndApplyHeader(message, 0, header));
            case DepthDeltaDecoder.TEMPLATE_ID -> {
                DepthDeltaDecoder delta = new DepthDeltaDecoder().wrapAndApplyHeader(message, 0, header);
                follow(delta.sequence(), delta.eventSequence());
                set(WireEnums.SIDE.api(delta.side()), delta.price(), delta.quantity(), delta.orders());
                deltas++;
            }
            case MarketTradeDecoder.TEMPLATE_ID -> {
                MarketTradeDecoder trade = new MarketTradeDecoder().wrapAndApplyHeader(message, 0, header);
                follow(trade.sequence(), trade.eventSequence());
                trades.add(trade.eventSequence() + " " + trade.aggressor() + " " + trade.quantity() + "@"
                        + trade.price() + " at " + trade.timeNanos());
            }
            case BestPricesDecoder.TEMPLATE_ID -> {
                BestPricesDecoder prices = new BestPricesDecoder().wrapAndApplyHeader(message, 0, header);
                follow(prices.sequence(), prices.eventSequence());
                String told = prices.bidQuantity() + "@" + prices.bidPrice() + " " + prices.askQuantity() + "@"
                        + prices.askPrice();
                assertThat(told).as("best prices against levels").isEqualTo(bestOfLevels());
                assertThat(told).as("told though as before").isNotEqualTo(best);
                best = told;
            }
            default -> throw new AssertionError("message " + header.templateId());
        }
    }

    private void notice(FeedStateDecoder notice) {
        assertThat(notice.feed()).isEqualTo(WireFeedKind.MARKET_DATA);
        isInSync = false;
        isMidSnapshot = false;
        notices.add(notice.state() + (notice.partition() == 0 ? "" : " to " + notice.partition()));
    }

    private void snapshot(DepthSnapshotDecoder part) {
        assertThat(isInSync).as("a snapshot that nobody asked for").isFalse();
        assertThat(part.isFirst() == 1).as("first part").isNotEqualTo(isMidSnapshot);
        if (part.isFirst() == 1) {
            bids.clear();
            asks.clear();
            next = part.sequence() + 1;
            eventSequence = part.eventSequence();
        }
        assertThat(part.sequence()).isEqualTo(next - 1);
        assertThat(part.eventSequence()).isEqualTo(eventSequence);
        int levels = 0;
        for (DepthSnapshotDecoder.LevelsDecoder level : part.levels()) {
            assertThat(level.quantity()).isPositive();
            set(WireEnums.SIDE.api(level.side()), level.price(), level.quantity(), level.orders());
            levels++;
        }
        partLevels.add(levels);
        isMidSnapshot = part.isLast() == 0;
        isInSync = !isMidSnapshot;
        if (isInSync) {
            snapshots++;
            best = bestOfLevels();
        }
    }

    private void follow(long sequence, long event) {
        assertThat(isInSync)
                .as("message %s before a snapshot or within one", sequence)
                .isTrue();
        assertThat(sequence).isEqualTo(next);
        assertThat(event).isGreaterThanOrEqualTo(eventSequence);
        next = sequence + 1;
        eventSequence = event;
    }

    private void set(Side side, long price, long quantity, int orders) {
        TreeMap<Long, String> levels = side == Side.BUY ? bids : asks;
        if (quantity == 0) {
            assertThat(levels.remove(price)).as("a level that goes").isNotNull();
        } else {
            levels.put(price, quantity + "@" + price + "/" + orders);
        }
    }

    /** At a moment when all has arrived. */
    void requireBest() {
        assertThat(best).as("best prices").isEqualTo(bestOfLevels());
    }

    @Override
    public void flush() {
        assertThat(notices).isNotEmpty();
    }

    @Override
    public void close(String reason) {
        throw new AssertionError(reason);
    }
}
