package io.gantry.orderbook;

/** How many open orders each account has; kept only while a rule asks for it. Forgets accounts without orders. */
final class AccountCounts {

    private static final int FIRST_ENTRIES = 64;

    private long[] accounts = new long[0];
    private int[] counts = new int[0];
    private int size;
    private boolean kept;

    boolean isKept() {
        return kept;
    }

    /** Begins to count, from nothing. */
    void keep() {
        kept = true;
        size = 0;
        accounts = new long[FIRST_ENTRIES];
        counts = new int[FIRST_ENTRIES];
    }

    /** Ends counting. */
    void drop() {
        kept = false;
        size = 0;
        accounts = new long[0];
        counts = new int[0];
    }

    int size() {
        return size;
    }

    int of(long account) {
        return counts[find(account)];
    }

    void add(long account) {
        int at = find(account);
        if (counts[at]++ == 0) {
            accounts[at] = account;
            size++;
            if (2 * size > accounts.length) {
                grow();
            }
        }
    }

    void remove(long account) {
        int at = find(account);
        if (--counts[at] == 0) {
            size--;
            closeGap(at);
        }
    }

    private static int hash(long account) {
        return HashTable.mix(account);
    }

    /** Where an account is or would be. */
    private int find(long account) {
        int mask = accounts.length - 1;
        int at = hash(account) & mask;
        while (counts[at] != 0 && accounts[at] != account) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldAccounts = accounts;
        int[] oldCounts = counts;
        accounts = new long[2 * oldAccounts.length];
        counts = new int[2 * oldCounts.length];
        for (int i = 0; i < oldCounts.length; i++) {
            if (oldCounts[i] != 0) {
                int at = find(oldAccounts[i]);
                accounts[at] = oldAccounts[i];
                counts[at] = oldCounts[i];
            }
        }
    }

    private void closeGap(int from) {
        int mask = accounts.length - 1;
        int gap = from;
        int at = from + 1 & mask;
        while (counts[at] != 0) {
            int home = hash(accounts[at]) & mask;
            if ((at - home & mask) >= (at - gap & mask)) {
                accounts[gap] = accounts[at];
                counts[gap] = counts[at];
                counts[at] = 0;
                gap = at;
            }
            at = at + 1 & mask;
        }
    }
}
