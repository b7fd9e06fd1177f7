package io.gantry.protocol;

/** What happened to a book. Codes are ordinals of the API's enums, which are the numbers of the wire's. */
public enum EventKind {
    /** A new order was taken in; {@code code} is its {@link io.gantry.engine.api.order.OrderType}. */
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
    MARKET_STATE,
    /** A trade reached a stop, which goes on as an order of {@code price} (0: market); {@code quantity} is what is open of it. */
    TRIGGERED,
    /**
     * A mass cancel is done: {@code account} is whose orders (0: everybody's), {@code code} the
     * {@link io.gantry.engine.api.order.CancelScope}, {@code quantity} how many orders it cancelled.
     */
    MASS_CANCELLED,
    /**
     * The symbol has other {@link io.gantry.engine.api.order.TradingRules}: {@code price} is the lowest price, {@code quantity} the
     * highest, {@code remaining} the protection in ticks, {@code makerRemaining} the maximum of open orders, {@code makerOrderId} the
     * end of the day.
     */
    RULES_CHANGED
}
