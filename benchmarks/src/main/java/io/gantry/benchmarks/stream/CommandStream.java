package io.gantry.benchmarks.stream;

import java.util.Arrays;

/**
 * Commands as primitive arrays, made before anything is timed. The first {@link #fill} commands only fill the book. Prices are
 * in ticks, quantities in lots.
 */
public final class CommandStream {

    /** A limit order to buy, good till cancelled. */
    public static final byte LIMIT_BUY = 0;

    public static final byte LIMIT_SELL = 1;

    /** A limit order to buy, immediate or cancel. */
    public static final byte IOC_BUY = 2;

    public static final byte IOC_SELL = 3;

    /** Price and quantity are not used. */
    public static final byte CANCEL = 4;

    /** Price is not used, quantity is how much less. */
    public static final byte REDUCE = 5;

    /** A new price, never the old one; quantity is what is open, so that it does not change. */
    public static final byte MOVE = 6;

    private byte[] kinds;
    private long[] orderIds;
    private int[] accounts;
    private int[] prices;
    private int[] quantities;
    private int size;
    private int fill;
    private int resting;

    /** An empty one with room for so many. */
    public CommandStream(int capacity) {
        int room = Math.max(16, capacity);
        kinds = new byte[room];
        orderIds = new long[room];
        accounts = new int[room];
        prices = new int[room];
        quantities = new int[room];
    }

    /** The kind of a new order. */
    static byte entry(boolean isBuy, boolean isIoc) {
        if (isIoc) {
            return isBuy ? IOC_BUY : IOC_SELL;
        }
        return isBuy ? LIMIT_BUY : LIMIT_SELL;
    }

    /** Adds a command; returns its index. */
    int add(byte kind, long orderId, int account, int price, int quantity) {
        if (size == kinds.length) {
            grow();
        }
        kinds[size] = kind;
        orderIds[size] = orderId;
        accounts[size] = account;
        prices[size] = price;
        quantities[size] = quantity;
        return size++;
    }

    private void grow() {
        int room = Math.addExact(size, size >> 1);
        kinds = Arrays.copyOf(kinds, room);
        orderIds = Arrays.copyOf(orderIds, room);
        accounts = Arrays.copyOf(accounts, room);
        prices = Arrays.copyOf(prices, room);
        quantities = Arrays.copyOf(quantities, room);
    }

    /** Notes how many orders rest in the course of it, about. */
    void noteResting(int orders) {
        resting = orders;
    }

    /** How many orders rest in the course of it, about. */
    public int resting() {
        return resting;
    }

    /** All commands so far are the fill. */
    void endFill() {
        fill = size;
    }

    public byte kind(int index) {
        return kinds[index];
    }

    public long orderId(int index) {
        return orderIds[index];
    }

    /** Whose order it is; of every kind. */
    public int account(int index) {
        return accounts[index];
    }

    public int price(int index) {
        return prices[index];
    }

    public int quantity(int index) {
        return quantities[index];
    }

    /** How many commands there are, the fill included. */
    public int size() {
        return size;
    }

    /** How many commands at the start only fill the book. */
    public int fill() {
        return fill;
    }
}
