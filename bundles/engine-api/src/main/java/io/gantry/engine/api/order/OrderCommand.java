package io.gantry.engine.api.order;

/**
 * One command, as a reusable holder: the hot path fills the same instance again and again, so whoever wants to keep a
 * command copies it. Not thread-safe. Setters check nothing; what a value must be is checked where a command is
 * sequenced, and answered with a {@link RejectReason}.
 */
public final class OrderCommand {

    /** An iceberg order has at most this many slices: its quantity is at most this many times its display quantity. */
    public static final int MAX_ICEBERG_SLICES = 1_000;

    private CommandKind kind = CommandKind.NEW;
    private int symbolId;
    private long clientId;
    private long requestId;
    private long follows;
    private long ackedBelow;
    private long orderId;
    private long account;
    private Side side = Side.BUY;
    private OrderType type = OrderType.LIMIT;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private boolean postOnly;
    private long price;
    private long quantity;
    private long stopPrice;
    private long displayQuantity;
    private long minQuantity;
    private long expireNanos;
    private long group;
    private SelfTradePrevention selfTradePrevention = SelfTradePrevention.NONE;
    private CancelScope scope = CancelScope.ALL;
    private MarketState marketState = MarketState.OPEN;
    private TradingRules rules = TradingRules.NONE;

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

    /** The client needs no answer about this symbol to a request id below this any more; 0 if it says nothing. */
    public long ackedBelow() {
        return ackedBelow;
    }

    public OrderCommand ackedBelow(long value) {
        ackedBelow = value;
        return this;
    }

    /** The order, numbered by the client, unique among the symbol's open orders. */
    public long orderId() {
        return orderId;
    }

    public OrderCommand orderId(long value) {
        orderId = value;
        return this;
    }

    /** Whose order it is. MASS_CANCEL: whose orders are cancelled, 0 for everybody's. */
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

    /** NEW: limit, market, or a stop that becomes one of them. */
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

    /** NEW, REPLACE: in price units; 0 for a market order and for a stop that becomes one. */
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

    /** NEW, REPLACE of a stop: the trade price that triggers it, in price units; else 0. */
    public long stopPrice() {
        return stopPrice;
    }

    public OrderCommand stopPrice(long value) {
        stopPrice = value;
        return this;
    }

    /** NEW: how much of a resting iceberg order is in its queue at a time; 0 for all of it. */
    public long displayQuantity() {
        return displayQuantity;
    }

    public OrderCommand displayQuantity(long value) {
        displayQuantity = value;
        return this;
    }

    /** NEW: reject rather than trade less than this on entry; 0 for no minimum. */
    public long minQuantity() {
        return minQuantity;
    }

    public OrderCommand minQuantity(long value) {
        minQuantity = value;
        return this;
    }

    /** NEW with GTD: when it expires, nanoseconds since 1970 by sequenced time; else 0. */
    public long expireNanos() {
        return expireNanos;
    }

    public OrderCommand expireNanos(long value) {
        expireNanos = value;
        return this;
    }

    /** NEW: orders of one group above zero do not trade with each other, whatever their accounts; 0 for no group. */
    public long group() {
        return group;
    }

    public OrderCommand group(long value) {
        group = value;
        return this;
    }

    /** NEW: what happens, whenever this order is the taker, instead of a trade with an order of its account or group. */
    public SelfTradePrevention selfTradePrevention() {
        return selfTradePrevention;
    }

    public OrderCommand selfTradePrevention(SelfTradePrevention value) {
        selfTradePrevention = value;
        return this;
    }

    /** MASS_CANCEL: which sides. */
    public CancelScope scope() {
        return scope;
    }

    public OrderCommand scope(CancelScope value) {
        scope = value;
        return this;
    }

    /** RULES: the rules to set. */
    public TradingRules rules() {
        return rules;
    }

    public OrderCommand rules(TradingRules value) {
        rules = value;
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
        ackedBelow = other.ackedBelow;
        orderId = other.orderId;
        account = other.account;
        side = other.side;
        type = other.type;
        timeInForce = other.timeInForce;
        postOnly = other.postOnly;
        price = other.price;
        quantity = other.quantity;
        stopPrice = other.stopPrice;
        displayQuantity = other.displayQuantity;
        minQuantity = other.minQuantity;
        expireNanos = other.expireNanos;
        group = other.group;
        selfTradePrevention = other.selfTradePrevention;
        scope = other.scope;
        marketState = other.marketState;
        rules = other.rules;
        return this;
    }

    /** Back to a new instance's values. */
    public OrderCommand clear() {
        kind = CommandKind.NEW;
        symbolId = 0;
        clientId = 0;
        requestId = 0;
        follows = 0;
        ackedBelow = 0;
        orderId = 0;
        account = 0;
        side = Side.BUY;
        type = OrderType.LIMIT;
        timeInForce = TimeInForce.GTC;
        postOnly = false;
        price = 0;
        quantity = 0;
        stopPrice = 0;
        displayQuantity = 0;
        minQuantity = 0;
        expireNanos = 0;
        group = 0;
        selfTradePrevention = SelfTradePrevention.NONE;
        scope = CancelScope.ALL;
        marketState = MarketState.OPEN;
        rules = TradingRules.NONE;
        return this;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(160)
                .append(kind)
                .append(" symbol=")
                .append(symbolId)
                .append(" client=")
                .append(clientId)
                .append(" request=")
                .append(requestId)
                .append(" order=")
                .append(orderId)
                .append(" account=")
                .append(account)
                .append(' ')
                .append(side)
                .append(' ')
                .append(type)
                .append(' ')
                .append(timeInForce)
                .append(postOnly ? " post-only" : "")
                .append(" price=")
                .append(price)
                .append(" quantity=")
                .append(quantity);
        append(text, " stop=", stopPrice);
        append(text, " display=", displayQuantity);
        append(text, " min=", minQuantity);
        append(text, " expires=", expireNanos);
        append(text, " group=", group);
        if (selfTradePrevention != SelfTradePrevention.NONE) {
            text.append(' ').append(selfTradePrevention);
        }
        switch (kind) {
            case MASS_CANCEL -> text.append(' ').append(scope);
            case MARKET_STATE -> text.append(' ').append(marketState);
            case RULES -> text.append(' ').append(rules);
            default -> {}
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, long value) {
        if (value != 0) {
            text.append(name).append(value);
        }
    }
}
