package io.gantry.protocol;

/** What happened to a book. */
public enum EventKind {
    /** A new order was taken in. */
    ACCEPTED,
    /** Two orders traded. */
    TRADED,
    /** An order's open quantity left the book without trading; {@code code} is the cancel reason. */
    CANCELLED,
    /** An order became smaller; {@code quantity} is by how much. */
    REDUCED,
    /** An order has a new price and open quantity; {@code code} is 1 if it kept its priority. */
    REPLACED,
    /** A command was refused; {@code code} is the reject reason. */
    REJECTED,
    /** The market changed its state; {@code code} is the state. */
    MARKET_STATE
}
