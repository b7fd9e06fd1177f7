package io.gantry.orderbook.reference;

import io.gantry.engine.api.order.Side;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the price at which a crossed book is uncrossed (section 9). */
final class AuctionPrice {
    private final PriceQueues bids;
    private final PriceQueues asks;
    private final long lastTradePrice;

    /** What could trade at a price. */
    private record Candidate(long price, long demand, long supply) {
        long executable() {
            return Math.min(demand, supply);
        }

        long surplus() {
            return Math.abs(demand - supply);
        }
    }

    AuctionPrice(BookState state) {
        this.bids = state.orders.resting(Side.BUY);
        this.asks = state.orders.resting(Side.SELL);
        this.lastTradePrice = state.lastTradePrice;
    }

    /** Of a book that is crossed. */
    long find() {
        List<Candidate> all = candidates();
        long executable = all.stream().mapToLong(Candidate::executable).max().orElseThrow();
        List<Candidate> largest =
                all.stream().filter(one -> one.executable() == executable).toList();
        long surplus = largest.stream().mapToLong(Candidate::surplus).min().orElseThrow();
        return choose(largest.stream().filter(one -> one.surplus() == surplus).toList());
    }

    /** @param equals of the largest quantity and the smallest surplus, by rising price */
    private long choose(List<Candidate> equals) {
        if (equals.stream().allMatch(one -> one.demand > one.supply)) {
            return equals.get(equals.size() - 1).price;
        }
        if (equals.stream().allMatch(one -> one.supply > one.demand)) {
            return equals.get(0).price;
        }
        return equals.stream()
                .map(Candidate::price)
                .min(Comparator.comparingLong((Long price) -> Math.abs(price - lastTradePrice))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** By rising price. */
    private List<Candidate> candidates() {
        TreeSet<Long> prices = new TreeSet<>(bids.prices());
        prices.addAll(asks.prices());
        NavigableMap<Long, Long> demand = sums(bids);
        NavigableMap<Long, Long> supply = sums(asks);
        // Both sums are there for every price from the best ask up to the best bid.
        return prices.subSet(asks.firstPrice(), true, bids.firstPrice(), true).stream()
                .map(price -> new Candidate(
                        price,
                        demand.ceilingEntry(price).getValue(),
                        supply.floorEntry(price).getValue()))
                .toList();
    }

    /** For every price of a side what is open there and at better prices. */
    private static NavigableMap<Long, Long> sums(PriceQueues side) {
        NavigableMap<Long, Long> sums = new TreeMap<>();
        long sum = 0;
        for (long price : side.prices()) {
            sum = addOpen(sum, side.at(price));
            sums.put(price, sum);
        }
        return sums;
    }

    private static long addOpen(long sum, Collection<OpenOrder> orders) {
        long more = sum;
        for (OpenOrder order : orders) {
            more = more > Long.MAX_VALUE - order.remaining ? Long.MAX_VALUE : more + order.remaining;
        }
        return more;
    }
}
