package io.gantry.tck.book;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.util.Iterator;
import java.util.List;

/**
 * Commands as a trader would write them, both ways. What is not said has the value of a new {@link OrderCommand}, but the account,
 * which is 7.
 *
 * <pre>
 * buy|sell ID QUANTITY@PRICE|market     a LIMIT or MARKET order; with a stop price, a STOP_LIMIT or STOP
 * cancel ID
 * reduce ID QUANTITY
 * replace ID QUANTITY@PRICE|market
 * mass-cancel
 * market STATE
 * rules
 *
 * after any of them, as needed: of ACCOUNT, stop PRICE, IOC FOK DAY GTD, until TIME, post-only, show QUANTITY (an iceberg),
 * min QUANTITY, group NUMBER, EXPIRE_TAKER EXPIRE_MAKER EXPIRE_BOTH DECREMENT, BUYS SELLS, low PRICE, high PRICE,
 * protection TICKS, max-open ORDERS, day-end TIME
 * and, for what nobody in his right mind would send: as TYPE, price PRICE, quantity QUANTITY, order ID, side SIDE, state STATE
 * </pre>
 */
final class CommandText {

    /** The account of a command that names none. */
    static final long ACCOUNT = 7;

    private CommandText() {}

    /** @throws IllegalArgumentException if it is no command */
    static OrderCommand parse(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        Iterator<String> rest = words.iterator();
        OrderCommand command = new OrderCommand().symbolId(1).account(ACCOUNT);
        try {
            head(command, rest);
            boolean typed = words.contains("as");
            while (rest.hasNext()) {
                option(command, rest.next(), rest);
            }
            if (command.kind() == CommandKind.NEW && command.stopPrice() != 0 && !typed) {
                command.type(command.type() == OrderType.MARKET ? OrderType.STOP : OrderType.STOP_LIMIT);
            }
        } catch (RuntimeException bad) {
            throw new IllegalArgumentException("not a command: '" + text + "': " + bad.getMessage(), bad);
        }
        return command;
    }

    private static void head(OrderCommand command, Iterator<String> words) {
        String verb = words.next();
        switch (verb) {
            case "buy", "sell" -> {
                command.kind(CommandKind.NEW).side(verb.equals("buy") ? Side.BUY : Side.SELL);
                command.orderId(number(words.next()));
                amount(command, words.next());
            }
            case "cancel" -> command.kind(CommandKind.CANCEL).orderId(number(words.next()));
            case "reduce" ->
                command.kind(CommandKind.REDUCE).orderId(number(words.next())).quantity(number(words.next()));
            case "replace" -> {
                command.kind(CommandKind.REPLACE).orderId(number(words.next()));
                amount(command, words.next());
                command.type(OrderType.LIMIT);
            }
            case "mass-cancel" -> command.kind(CommandKind.MASS_CANCEL);
            case "market" -> command.kind(CommandKind.MARKET_STATE).marketState(MarketState.valueOf(words.next()));
            case "rules" -> command.kind(CommandKind.RULES);
            default -> throw new IllegalArgumentException(verb + " is not a verb");
        }
    }

    private static void amount(OrderCommand command, String text) {
        int at = text.indexOf('@');
        command.quantity(number(text.substring(0, at)));
        if (text.endsWith("@market")) {
            command.type(OrderType.MARKET);
        } else {
            command.price(number(text.substring(at + 1)));
        }
    }

    private static void option(OrderCommand command, String word, Iterator<String> rest) {
        TradingRules rules = command.rules();
        switch (word) {
            case "of" -> command.account(number(rest.next()));
            case "stop" -> command.stopPrice(number(rest.next()));
            case "GTC", "IOC", "FOK", "DAY", "GTD" -> command.timeInForce(TimeInForce.valueOf(word));
            case "until" -> command.expireNanos(TimeText.parse(rest.next()));
            case "post-only" -> command.postOnly(true);
            case "show" -> command.displayQuantity(number(rest.next()));
            case "min" -> command.minQuantity(number(rest.next()));
            case "group" -> command.group(number(rest.next()));
            case "EXPIRE_TAKER", "EXPIRE_MAKER", "EXPIRE_BOTH", "DECREMENT" ->
                command.selfTradePrevention(SelfTradePrevention.valueOf(word));
            case "BUYS", "SELLS" -> command.scope(CancelScope.valueOf(word));
            case "low", "high", "protection", "max-open", "day-end" -> command.rules(rule(rules, word, rest.next()));
            case "as" -> command.type(OrderType.valueOf(rest.next()));
            case "price" -> command.price(number(rest.next()));
            case "quantity" -> command.quantity(number(rest.next()));
            case "order" -> command.orderId(number(rest.next()));
            case "side" -> command.side(Side.valueOf(rest.next()));
            case "state" -> command.marketState(MarketState.valueOf(rest.next()));
            default -> throw new IllegalArgumentException(word + " is not known");
        }
    }

    private static TradingRules rule(TradingRules rules, String word, String value) {
        long low = word.equals("low") ? number(value) : rules.lowPrice();
        long high = word.equals("high") ? number(value) : rules.highPrice();
        long protection = word.equals("protection") ? number(value) : rules.protectionTicks();
        int maxOpen = word.equals("max-open") ? Integer.parseInt(value) : rules.maxOpenOrders();
        long dayEnd = word.equals("day-end") ? TimeText.parse(value) : rules.dayEndNanos();
        return new TradingRules(low, high, protection, maxOpen, dayEnd);
    }

    private static long number(String text) {
        return Long.parseLong(text);
    }

    /** Writes a command so that {@link #parse} reads the same again. */
    static String of(OrderCommand command) {
        String head = headOf(command);
        OrderCommand read = parse(head);
        StringBuilder text = new StringBuilder(head);
        numbers(text, read, command);
        words(text, read, command);
        text.append(rulesOf(command.rules()));
        boolean typed = parse(text.toString()).type() == command.type();
        return typed
                ? text.toString()
                : text.append(" as ").append(command.type()).toString();
    }

    private static String headOf(OrderCommand command) {
        String amount = command.quantity() + "@" + command.price();
        return switch (command.kind()) {
            case NEW -> {
                boolean market = (command.type() == OrderType.MARKET || command.type() == OrderType.STOP);
                String price = market && command.price() == 0 ? "market" : Long.toString(command.price());
                yield (command.side() == Side.BUY ? "buy " : "sell ") + command.orderId() + " " + command.quantity()
                        + "@" + price;
            }
            case CANCEL -> "cancel " + command.orderId();
            case REDUCE -> "reduce " + command.orderId() + " " + command.quantity();
            case REPLACE -> "replace " + command.orderId() + " " + amount;
            case MASS_CANCEL -> "mass-cancel";
            case MARKET_STATE -> "market " + command.marketState();
            case RULES -> "rules";
        };
    }

    private static void numbers(StringBuilder text, OrderCommand read, OrderCommand wanted) {
        number(text, " of ", read.account(), wanted.account());
        number(text, " order ", read.orderId(), wanted.orderId());
        number(text, " price ", read.price(), wanted.price());
        number(text, " quantity ", read.quantity(), wanted.quantity());
        number(text, " stop ", read.stopPrice(), wanted.stopPrice());
        number(text, " show ", read.displayQuantity(), wanted.displayQuantity());
        number(text, " min ", read.minQuantity(), wanted.minQuantity());
        number(text, " until ", read.expireNanos(), wanted.expireNanos());
        number(text, " group ", read.group(), wanted.group());
    }

    private static void words(StringBuilder text, OrderCommand read, OrderCommand wanted) {
        word(text, " side ", read.side(), wanted.side());
        word(text, " ", read.timeInForce(), wanted.timeInForce());
        word(text, " ", read.selfTradePrevention(), wanted.selfTradePrevention());
        word(text, " ", read.scope(), wanted.scope());
        word(text, " state ", read.marketState(), wanted.marketState());
        if (wanted.postOnly()) {
            text.append(" post-only");
        }
    }

    /** The words for rules, each with a blank before it. */
    static String rulesOf(TradingRules rules) {
        StringBuilder text = new StringBuilder();
        number(text, " low ", 0, rules.lowPrice());
        number(text, " high ", 0, rules.highPrice());
        number(text, " protection ", 0, rules.protectionTicks());
        number(text, " max-open ", 0, rules.maxOpenOrders());
        if (rules.dayEndNanos() != 0) {
            text.append(" day-end ").append(TimeText.of(rules.dayEndNanos()));
        }
        return text.toString();
    }

    private static void number(StringBuilder text, String name, long read, long wanted) {
        if (read != wanted) {
            text.append(name).append(wanted);
        }
    }

    private static void word(StringBuilder text, String name, Enum<?> read, Enum<?> wanted) {
        if (read != wanted) {
            text.append(name).append(wanted);
        }
    }
}
