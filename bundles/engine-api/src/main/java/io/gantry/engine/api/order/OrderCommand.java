package io.gantry.engine.api.order;

/**
 * One command, as a reusable holder: the hot path fills the same instance again and again, so whoever wants to keep a
 * command copies it. Not thread-safe. Setters check nothing; what a value must be is checked where a command is
 * sequenced, and answered with a {@link RejectReason}.
 */
public final class OrderCommand {
    private CommandKind kind = CommandKind.NEW;
    private int symbolId;
    private long clientId;
    private long requestId;
    private long follows;
    private long orderId;
    private long account;
    private Side side = Side.BUY;
    private OrderType type = OrderType.LIMIT;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private boolean postOnly;
    private long price;
    private long quantity;
    private MarketState marketState = MarketState.OPEN;

    /** What is asked. */
    public CommandKind kind() {
        return kind;
    }

    public OrderCommand kind(CommandKind value) {
        kind = value;
        return this;
    }

    /** The symbol, by number. */
    public int symbolId() {
        return symbolId;
    }

    public OrderCommand symbolId(int value) {
        symbolId = value;
        return this;
    }

    /** Who asks; request ids are his. */
    public long clientId() {
        return clientId;
    }

    public OrderCommand clientId(long value) {
        clientId = value;
        return this;
    }

    /** The client's number for this command, above zero, rising over all his commands. */
    public long requestId() {
        return requestId;
    }

    public OrderCommand requestId(long value) {
        requestId = value;
        return this;
    }

    /** The client's previous request id for this symbol, 0 if none. */
    public long follows() {
        return follows;
    }

    public OrderCommand follows(long value) {
        follows = value;
        return this;
    }

    /** The order, numbered by the client, unique among the symbol's resting orders. */
    public long orderId() {
        return orderId;
    }

    public OrderCommand orderId(long value) {
        orderId = value;
        return this;
    }

    /** Whose order it is. */
    public long account() {
        return account;
    }

    public OrderCommand account(long value) {
        account = value;
        return this;
    }

    /** NEW: buy or sell. */
    public Side side() {
        return side;
    }

    public OrderCommand side(Side value) {
        side = value;
        return this;
    }

    /** NEW: limit or market. */
    public OrderType type() {
        return type;
    }

    public OrderCommand type(OrderType value) {
        type = value;
        return this;
    }

    /** NEW: how long it stays open. */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    public OrderCommand timeInForce(TimeInForce value) {
        timeInForce = value;
        return this;
    }

    /** NEW: reject rather than trade on entry. */
    public boolean postOnly() {
        return postOnly;
    }

    public OrderCommand postOnly(boolean value) {
        postOnly = value;
        return this;
    }

    /** NEW, REPLACE: in price units; 0 for a market order. */
    public long price() {
        return price;
    }

    public OrderCommand price(long value) {
        price = value;
        return this;
    }

    /** NEW, REPLACE: open quantity; REDUCE: how much less. */
    public long quantity() {
        return quantity;
    }

    public OrderCommand quantity(long value) {
        quantity = value;
        return this;
    }

    /** MARKET_STATE: the state to go to. */
    public MarketState marketState() {
        return marketState;
    }

    public OrderCommand marketState(MarketState value) {
        marketState = value;
        return this;
    }

    /** Takes over every field of another command. */
    public OrderCommand copyFrom(OrderCommand other) {
        kind = other.kind;
        symbolId = other.symbolId;
        clientId = other.clientId;
        requestId = other.requestId;
        follows = other.follows;
        orderId = other.orderId;
        account = other.account;
        side = other.side;
        type = other.type;
        timeInForce = other.timeInForce;
        postOnly = other.postOnly;
        price = other.price;
        quantity = other.quantity;
        marketState = other.marketState;
        return this;
    }

    /** Back to a new instance's values. */
    public OrderCommand clear() {
        kind = CommandKind.NEW;
        symbolId = 0;
        clientId = 0;
        requestId = 0;
        follows = 0;
        orderId = 0;
        account = 0;
        side = Side.BUY;
        type = OrderType.LIMIT;
        timeInForce = TimeInForce.GTC;
        postOnly = false;
        price = 0;
        quantity = 0;
        marketState = MarketState.OPEN;
        return this;
    }

    @Override
    public String toString() {
        return kind + " symbol=" + symbolId + " client=" + clientId + " request=" + requestId + " order=" + orderId
                + " account=" + account + " " + side + " " + type + " " + timeInForce + (postOnly ? " post-only" : "")
                + " price=" + price + " quantity=" + quantity;
    }
}
