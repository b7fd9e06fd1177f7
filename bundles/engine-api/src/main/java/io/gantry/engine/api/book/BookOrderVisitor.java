package io.gantry.engine.api.book;

/** Is shown open orders one by one. */
@FunctionalInterface
public interface BookOrderVisitor {

    /** @param order valid during the call only; not to be changed */
    void order(BookOrder order);
}
