package io.gantry.benchmarks.stream;

/**
 * Makes a stream of a mix of commands over a book with about constantly many orders. Deterministic by its seed.
 *
 * <p>So that two books with different rules do the same with it: only limit orders, good till cancelled or immediate or
 * cancel, without self-trade prevention; every id is new; changes name an open order and its owner; a move always changes the
 * price and keeps what is open.
 *
 * <p>The shares of the mix are kept to the letter. What keeps the number of orders is how much an IOC takes, and whether a
 * reduction takes all.
 */
final class StreamMaker {
    private static final int ACCOUNTS = 2_000;
    private static final int FIRST_ACCOUNT = 10_001;
    private static final int CALM = 40;
    private static final int RECENT_PERCENT = 75;

    private final CommandMix mix;
    private final OrderIds ids;
    private final int target;
    private final StreamRandom random;
    private final OpenOrders orders;
    private final Judge judge;
    private final Quotes quotes;
    private final RecentOrders recent;
    private final CommandStream stream;
    private boolean isPressureUp;

    private StreamMaker(CommandMix mix, OrderIds ids, int target, int commands, long seed) {
        this.mix = mix;
        this.ids = ids;
        this.target = target;
        random = new StreamRandom(seed);
        int room = target + commands / 100 * (mix.limit() + mix.ioc() + 1) + 1024;
        orders = new OpenOrders(room);
        judge = new Judge(orders);
        quotes = new Quotes(random, orders);
        recent = new RecentOrders(random, orders, target);
        stream = new CommandStream(target + commands);
    }

    static CommandStream make(CommandMix mix, OrderIds ids, int target, int commands, long seed) {
        StreamMaker maker = new StreamMaker(mix, ids, target, commands, seed);
        maker.fill();
        for (int i = 0; i < commands; i++) {
            maker.command();
        }
        return maker.stream;
    }

    private void fill() {
        for (int i = 0; i < target; i++) {
            boolean isBuy = (i & 1) == 0;
            enter(isBuy, false, quotes.passive(isBuy), quotes.quantity());
        }
        stream.endFill();
        stream.noteResting(target);
    }

    private void command() {
        CommandMix.Kind kind = mix.pick(random.below(100));
        if (orders.count() == 0) {
            kind = CommandMix.Kind.LIMIT;
        }
        switch (kind) {
            case LIMIT -> limit();
            case IOC -> ioc();
            case CANCEL -> cancel();
            case REDUCE -> reduce();
            case MOVE -> move();
        }
    }

    private void limit() {
        boolean isBuy = random.percent(orders.bids() * 2 < orders.count() ? 60 : 40);
        int price = random.percent(4) ? quotes.crossing(isBuy) : quotes.resting(isBuy);
        enter(isBuy, false, price, quotes.quantity());
    }

    private void ioc() {
        if (random.below(32) == 0) {
            isPressureUp = random.percent(isHigh() ? 20 : isLow() ? 80 : 50);
        }
        boolean isBuy = random.percent(80) == isPressureUp;
        int quantity = hasTooMany() ? 2 * quotes.quantity() + 1 : 1 + quotes.quantity() / 4;
        enter(isBuy, true, quotes.crossing(isBuy), quantity);
    }

    private boolean isHigh() {
        return orders.hasBid() && orders.bestBid() > Quotes.CENTRE + CALM;
    }

    private boolean isLow() {
        return orders.hasAsk() && orders.bestAsk() < Quotes.CENTRE - CALM;
    }

    private boolean hasTooMany() {
        return orders.count() > target;
    }

    private void enter(boolean isBuy, boolean isIoc, int price, int quantity) {
        int account = FIRST_ACCOUNT + random.below(ACCOUNTS);
        int number = orders.enter(isBuy, price, quantity, account);
        stream.add(CommandStream.entry(isBuy, isIoc), ids.of(number), account, price, quantity);
        judge.enter(number, isIoc);
        recent.note(number);
    }

    private void cancel() {
        int number = pick();
        stream.add(CommandStream.CANCEL, ids.of(number), orders.account(number), 0, 0);
        judge.cancel(number);
    }

    private void reduce() {
        int number = pick();
        int open = orders.remaining(number);
        int by = open == 1 || (hasTooMany() && random.percent(60)) ? open : 1 + random.below(open - 1);
        stream.add(CommandStream.REDUCE, ids.of(number), orders.account(number), 0, by);
        judge.reduce(number, by);
    }

    private int pick() {
        return random.percent(RECENT_PERCENT) ? recent.recent() : recent.any();
    }

    private void move() {
        boolean isQuote = random.percent(RECENT_PERCENT);
        int number = isQuote ? recent.recent() : recent.any();
        int price = isQuote ? quotes.requoted(number) : quotes.shifted(number);
        stream.add(CommandStream.MOVE, ids.of(number), orders.account(number), price, orders.remaining(number));
        judge.move(number, price);
        if (isQuote) {
            recent.note(number);
        }
    }
}
