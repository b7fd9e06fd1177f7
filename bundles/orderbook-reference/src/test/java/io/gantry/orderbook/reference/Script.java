package io.gantry.orderbook.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;

/**
 * Plays a scenario written as lines of {@code command -> event; event} on a book and compares. Commands:
 *
 * <pre>
 * buy|sell ID QUANTITY@PRICE|market [IOC|FOK] [post-only] [of ACCOUNT]
 * cancel ID | reduce ID QUANTITY | replace ID QUANTITY@PRICE      [of ACCOUNT]
 * halt | open
 * book -> the resting orders, bids then asks, as ID:QUANTITY@PRICE
 * </pre>
 *
 * The account is 7 unless said otherwise, and events leave it out then.
 */
final class Script {
    static final long ACCOUNT = 7;

    private final OrderBook book;
    private final EventLog events = new EventLog();

    private Script(OrderBook book) {
        this.book = book;
    }

    /** Plays on a new book with tick size 5 and lot size 10, and answers that book. */
    static OrderBook play(String lines) {
        return play(new PlainOrderBookFactory().create(new Instrument("TEST", 1, 2, 5, 10)), lines);
    }

    static OrderBook play(OrderBook book, String lines) {
        Script script = new Script(book);
        lines.lines().filter(line -> !line.isBlank()).forEach(script::line);
        return book;
    }

    private void line(String line) {
        String[] parts = line.split("->");
        String expected = parts.length > 1 ? parts[1].strip() : "";
        String asked = parts[0].strip();
        if (asked.equals("book")) {
            assertThat(orders(book)).as(line).isEqualTo(expected);
            return;
        }
        long hashBefore = book.stateHash();
        book.apply(command(asked), events);
        List<String> heard = events.take();
        assertThat(String.join("; ", heard).replace(" of " + ACCOUNT + " ", " "))
                .as(line)
                .isEqualTo(expected);
        book.validate();
        if (heard.get(0).startsWith("rejected")) {
            assertThat(heard).as(line).hasSize(1);
            assertThat(book.stateHash()).as("hash after " + line).isEqualTo(hashBefore);
        }
    }

    static String orders(OrderBook book) {
        StringJoiner orders = new StringJoiner(" ");
        book.forEachOrder((orderId, account, side, price, remaining, arrival, postOnly) ->
                orders.add(orderId + ":" + remaining + "@" + price));
        return orders.toString();
    }

    private static OrderCommand command(String text) {
        List<String> words = new ArrayList<>(Arrays.asList(text.split("\\s+")));
        OrderCommand command = new OrderCommand().symbolId(1).account(ACCOUNT);
        int of = words.indexOf("of");
        if (of > 0) {
            command.account(Long.parseLong(words.get(of + 1)));
            words.subList(of, of + 2).clear();
        }
        String verb = words.get(0);
        switch (verb) {
            case "buy", "sell" -> enter(command, words);
            case "cancel" -> command.kind(CommandKind.CANCEL).orderId(Long.parseLong(words.get(1)));
            case "reduce" ->
                command.kind(CommandKind.REDUCE)
                        .orderId(Long.parseLong(words.get(1)))
                        .quantity(Long.parseLong(words.get(2)));
            case "replace" ->
                amount(command.kind(CommandKind.REPLACE).orderId(Long.parseLong(words.get(1))), words.get(2));
            case "halt" -> command.kind(CommandKind.MARKET_STATE).marketState(MarketState.HALTED);
            case "open" -> command.kind(CommandKind.MARKET_STATE).marketState(MarketState.OPEN);
            default -> throw new IllegalArgumentException(text);
        }
        return command;
    }

    private static void enter(OrderCommand command, List<String> words) {
        command.kind(CommandKind.NEW)
                .side(words.get(0).equals("buy") ? Side.BUY : Side.SELL)
                .orderId(Long.parseLong(words.get(1)));
        amount(command, words.get(2));
        for (String word : words.subList(3, words.size())) {
            if (word.equals("post-only")) {
                command.postOnly(true);
            } else {
                command.timeInForce(TimeInForce.valueOf(word));
            }
        }
    }

    /** QUANTITY@PRICE, QUANTITY@market, or QUANTITY@market:PRICE for a market order that wrongly has a price. */
    private static void amount(OrderCommand command, String text) {
        String[] parts = text.split("@");
        command.quantity(Long.parseLong(parts[0]));
        String price = parts[1];
        if (price.startsWith("market")) {
            command.type(OrderType.MARKET);
            price = price.equals("market") ? "0" : price.substring("market:".length());
        }
        command.price(Long.parseLong(price));
    }
}
