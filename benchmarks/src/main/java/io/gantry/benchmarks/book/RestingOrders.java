package io.gantry.benchmarks.book;

import java.util.Arrays;

/** The resting orders of a book in its order: what must be equal in the end. */
public final class RestingOrders {
    private static final int FIELDS = 4;

    private long[] fields = new long[1024];
    private int used;

    void add(long orderId, long account, long price, long remaining) {
        if (used == fields.length) {
            fields = Arrays.copyOf(fields, used * 2);
        }
        fields[used] = orderId;
        fields[used + 1] = account;
        fields[used + 2] = price;
        fields[used + 3] = remaining;
        used += FIELDS;
    }

    /** How many. */
    public int count() {
        return used / FIELDS;
    }

    /** The first difference, in words; empty if there is none. */
    public String difference(RestingOrders other) {
        int common = Math.min(used, other.used);
        int at = Arrays.mismatch(fields, 0, common, other.fields, 0, common);
        if (at < 0 && used == other.used) {
            return "";
        }
        int row = (at < 0 ? common : at) / FIELDS;
        return "resting order " + row + " is " + row(row) + " in one and " + other.row(row) + " in the other";
    }

    private String row(int row) {
        int at = row * FIELDS;
        return at >= used
                ? "missing"
                : "order " + fields[at] + " of " + fields[at + 1] + " " + fields[at + 3] + "@" + fields[at + 2];
    }
}
