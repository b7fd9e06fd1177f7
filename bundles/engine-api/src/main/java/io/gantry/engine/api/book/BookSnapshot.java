package io.gantry.engine.api.book;

import org.osgi.annotation.versioning.ConsumerType;

/** An image of a book that is being written while the book goes on; used by the thread that applies commands. */
@ConsumerType
public interface BookSnapshot {

    /** One that is complete already. */
    BookSnapshot COMPLETE = new BookSnapshot() {
        @Override
        public boolean write(int maxOrders) {
            return true;
        }

        @Override
        public void abandon() {}
    };

    /**
     * Goes on writing.
     *
     * @param maxOrders about how many orders to write, above zero: bounds how long the call takes (some 20 ns an order)
     * @return true when all is written and given to the sink; calls after that do nothing
     */
    boolean write(int maxOrders);

    /** Ends it before all is written: nothing more is given to the sink. Does nothing when it has ended. */
    void abandon();
}
