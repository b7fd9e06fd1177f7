package io.gantry.benchmarks.stream;

/** Shares of the kinds of commands, in percent. */
public record CommandMix(int limit, int ioc, int cancel, int reduce, int move) {

    /** What exchange-core's own benchmark sends: mostly moves. */
    public static final CommandMix EXCHANGE_CORE = new CommandMix(12, 2, 7, 7, 72);

    /** What a limit order book of an equity sees: orders come and are cancelled. */
    public static final CommandMix LIMIT_ORDER_BOOK = new CommandMix(48, 10, 40, 2, 0);

    public CommandMix {
        if (limit + ioc + cancel + reduce + move != 100) {
            throw new IllegalArgumentException("shares do not add up to 100");
        }
    }

    Kind pick(int percent) {
        if (percent < limit) {
            return Kind.LIMIT;
        }
        if (percent < limit + ioc) {
            return Kind.IOC;
        }
        if (percent < limit + ioc + cancel) {
            return Kind.CANCEL;
        }
        return percent < 100 - move ? Kind.REDUCE : Kind.MOVE;
    }

    enum Kind {
        LIMIT,
        IOC,
        CANCEL,
        REDUCE,
        MOVE
    }
}
