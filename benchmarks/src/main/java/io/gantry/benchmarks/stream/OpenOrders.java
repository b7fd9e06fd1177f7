package io.gantry.benchmarks.stream;

import java.util.Arrays;

/**
 * The orders that are open while a stream is made, by their numbers, and how many stand at each price. What trades is told by
 * the {@link Judge}.
 */
final class OpenOrders {
    /** Prices are from 1 to below this. */
    static final int PRICE_LIMIT = 1 << 18;

    private static final int NO_BID = 0;
    private static final int NO_ASK = PRICE_LIMIT;

    private int[] prices;
    private int[] remaining;
    private int[] accounts;
    private boolean[] buys;
    private int[] places;
    private int[] open;
    private int count;
    private int nextNumber = 1;

    private final int[] bidsAt = new int[PRICE_LIMIT];
    private final int[] asksAt = new int[PRICE_LIMIT];
    private int bids;
    private int bestBid = NO_BID;
    private int bestAsk = NO_ASK;

    OpenOrders(int room) {
        prices = new int[room];
        remaining = new int[room];
        accounts = new int[room];
        buys = new boolean[room];
        places = new int[room];
        open = new int[room];
    }

    /** Notes a new order as being open; returns its number. */
    int enter(boolean isBuy, int price, int quantity, int account) {
        if (nextNumber == prices.length) {
            grow();
        }
        int number = nextNumber++;
        prices[number] = price;
        remaining[number] = quantity;
        accounts[number] = account;
        buys[number] = isBuy;
        places[number] = count;
        open[count++] = number;
        bids += isBuy ? 1 : 0;
        return number;
    }

    private void grow() {
        int room = Math.addExact(prices.length, prices.length >> 1) + 16;
        prices = Arrays.copyOf(prices, room);
        remaining = Arrays.copyOf(remaining, room);
        accounts = Arrays.copyOf(accounts, room);
        buys = Arrays.copyOf(buys, room);
        places = Arrays.copyOf(places, room);
        open = Arrays.copyOf(open, room);
    }

    /** The order stands at its price from now on. */
    void rest(int number) {
        int price = prices[number];
        if (buys[number]) {
            bidsAt[price]++;
            bestBid = Math.max(bestBid, price);
        } else {
            asksAt[price]++;
            bestAsk = Math.min(bestAsk, price);
        }
    }

    /** The order does not stand at its price any more. */
    void leave(int number) {
        int price = prices[number];
        if (buys[number]) {
            bidsAt[price]--;
            while (bestBid > NO_BID && bidsAt[bestBid] == 0) {
                bestBid--;
            }
        } else {
            asksAt[price]--;
            while (bestAsk < NO_ASK && asksAt[bestAsk] == 0) {
                bestAsk++;
            }
        }
    }

    void reprice(int number, int price) {
        prices[number] = price;
    }

    /** Takes off some of it; returns what is left. */
    int reduce(int number, int by) {
        remaining[number] -= by;
        return remaining[number];
    }

    /** The order is over; it must not rest any more. */
    void close(int number) {
        int place = places[number];
        int last = open[--count];
        open[place] = last;
        places[last] = place;
        places[number] = -1;
        bids -= buys[number] ? 1 : 0;
    }

    boolean isOpen(int number) {
        return number > 0 && number < nextNumber && places[number] >= 0;
    }

    /** The open order in this place, from 0 to below {@link #count}. */
    int at(int place) {
        return open[place];
    }

    int count() {
        return count;
    }

    int bids() {
        return bids;
    }

    boolean hasBid() {
        return bestBid != NO_BID;
    }

    boolean hasAsk() {
        return bestAsk != NO_ASK;
    }

    int bestBid() {
        return bestBid;
    }

    int bestAsk() {
        return bestAsk;
    }

    boolean isBuy(int number) {
        return buys[number];
    }

    int price(int number) {
        return prices[number];
    }

    int remaining(int number) {
        return remaining[number];
    }

    int account(int number) {
        return accounts[number];
    }
}
