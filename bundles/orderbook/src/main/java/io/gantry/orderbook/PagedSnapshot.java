package io.gantry.orderbook;

import io.gantry.engine.api.book.BookImageWriter;
import io.gantry.engine.api.book.BookOrder;
import io.gantry.engine.api.book.BookSnapshot;

/**
 * Writes the orders' records, page by page, while the book goes on: an order that is about to change has its page written first,
 * if that is still to come. All on the book's thread.
 */
final class PagedSnapshot implements BookSnapshot, Orders.ChangeListener {

    /** A page is 64 records, which are 4 KiB. */
    private static final int PAGE_SHIFT = 6;

    private static final int PAGE_SLOTS = 1 << PAGE_SHIFT;

    private final OpenOrders open;
    private final Orders orders;
    private final BookImageWriter to;
    private final BookOrder order = new BookOrder();

    /** The first slot that was not in use when it began. */
    private final int end;

    /** Pages that were written before their turn. */
    private final long[] early;

    private int nextPage;
    private boolean ended;

    PagedSnapshot(OpenOrders open, BookImageWriter to) {
        this.open = open;
        orders = open.orders;
        this.to = to;
        end = orders.top();
        early = new long[(end >>> PAGE_SHIFT + 6) + 1];
        orders.tellChanges(this, 0);
    }

    @Override
    public boolean write(int maxOrders) {
        if (maxOrders <= 0) {
            throw new IllegalArgumentException("asked to write " + maxOrders + " orders, at least 1 is needed");
        }
        int left = maxOrders;
        while (!ended && left > 0) {
            left -= PAGE_SLOTS;
            int page = nextPage++;
            orders.tellChanges(this, nextPage << PAGE_SHIFT);
            if (!isEarly(page)) {
                writePage(page);
            }
            if (nextPage << PAGE_SHIFT >= end) {
                abandon();
                to.end();
            }
        }
        return ended;
    }

    @Override
    public void abandon() {
        if (!ended) {
            ended = true;
            orders.tellNoChanges();
        }
    }

    @Override
    public void beforeChange(int slot) {
        int page = slot >>> PAGE_SHIFT;
        if (slot < end && !isEarly(page)) {
            early[page >>> 6] |= 1L << page;
            writePage(page);
        }
    }

    private boolean isEarly(int page) {
        return (early[page >>> 6] >>> page & 1) != 0;
    }

    private void writePage(int page) {
        int last = Math.min((page + 1) * PAGE_SLOTS, end);
        for (int slot = Math.max(1, page * PAGE_SLOTS); slot < last; slot++) {
            long id = orders.id(slot);
            if (id == 0) {
                continue;
            }
            long tag = orders.tag(slot);
            if (BookOrder.isSpecial(tag)) {
                to.order(open.copy(slot, order));
            } else {
                to.plain(id, orders.account(slot), orders.price(slot), orders.remaining(slot), tag);
            }
        }
    }
}
