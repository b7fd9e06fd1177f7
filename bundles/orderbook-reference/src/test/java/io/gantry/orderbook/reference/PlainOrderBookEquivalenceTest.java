package io.gantry.orderbook.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The book against {@link NaiveBook} on random commands, and against a restored copy of itself. */
class PlainOrderBookEquivalenceTest {
    private static final int SEEDS = 300;
    private static final int COMMANDS = 500;
    private static final Instrument INSTRUMENT = new Instrument("TEST", 1, 2, 5, 10);
    private static final long[] BAD_VALUES = {0, -1, -10, 1, 11, Long.MAX_VALUE, Long.MAX_VALUE - 7, Long.MIN_VALUE};

    private final EventLog events = new EventLog();
    private final Map<String, Integer> heard = new HashMap<>();

    @Test
    void shouldAnswerLikeTheNaiveBookWhenFedWithRandomCommands() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            compare(seed);
        }

        Set<RejectReason> expected = EnumSet.complementOf(EnumSet.of(RejectReason.NONE));
        expected.forEach(reason ->
                assertThat(heard).as("the streams reach every reason to reject").containsKey("rejected " + reason));
        assertThat(heard).containsKeys("accepted", "traded", "cancelled", "reduced", "replaced", "market");
    }

    private void compare(int seed) {
        Random random = new Random(seed);
        OrderBook book = new PlainOrderBookFactory().create(INSTRUMENT);
        NaiveBook naive = new NaiveBook(INSTRUMENT);
        int copyAt = random.nextInt(COMMANDS);
        for (int step = 0; step < COMMANDS; step++) {
            if (step == copyAt) {
                // From here on the copy is compared: it must go on like the book it was made from.
                book = copyOf(book);
            }
            OrderCommand command = command(random);
            long hashBefore = book.stateHash();
            book.apply(command, events);
            List<String> lines = events.take();
            String where = "seed " + seed + " step " + step + ": " + command;
            assertThat(lines).as(where).isEqualTo(naive.apply(command));
            assertThat(book.stateHash()).as(where).isEqualTo(naive.hash());
            assertThat(book.size()).as(where).isEqualTo(naive.size());
            assertThat(book.lastTradePrice()).as(where).isEqualTo(naive.lastTradePrice());
            assertThat(Script.orders(book)).as(where).isEqualTo(naive.text());
            book.validate();
            if (lines.get(0).startsWith("rejected")) {
                assertThat(book.stateHash()).as(where).isEqualTo(hashBefore);
            }
            count(lines);
        }
    }

    private static OrderBook copyOf(OrderBook book) {
        OrderBook copy = new PlainOrderBookFactory().create(INSTRUMENT);
        copy.restore(book.marketState(), book.lastTradePrice(), book.arrivals());
        book.forEachOrder(copy::restoreOrder);
        copy.validate();
        assertThat(copy.stateHash()).isEqualTo(book.stateHash());
        return copy;
    }

    private void count(List<String> lines) {
        for (String line : lines) {
            String[] words = line.split(" ");
            String key = words[0].equals("rejected") ? "rejected " + words[words.length - 1] : words[0];
            heard.merge(key, 1, Integer::sum);
        }
    }

    private static OrderCommand command(Random random) {
        OrderCommand command = new OrderCommand()
                .symbolId(1)
                .orderId(1 + random.nextInt(40))
                .account(1 + random.nextInt(10) / 9)
                .side(random.nextBoolean() ? Side.BUY : Side.SELL)
                .quantity(10L * (1 + random.nextInt(8)))
                .price(5L * (15 + random.nextInt(10)));
        int kind = random.nextInt(100);
        if (kind < 60) {
            fillNew(command, random);
        } else if (kind < 72) {
            command.kind(CommandKind.CANCEL);
        } else if (kind < 82) {
            command.kind(CommandKind.REDUCE);
        } else if (kind < 97) {
            command.kind(CommandKind.REPLACE);
        } else {
            MarketState state = random.nextInt(4) == 0 ? MarketState.HALTED : MarketState.OPEN;
            command.kind(CommandKind.MARKET_STATE).marketState(state);
        }
        if (random.nextInt(20) == 0) {
            spoil(command, random);
        }
        return command;
    }

    private static void fillNew(OrderCommand command, Random random) {
        command.kind(CommandKind.NEW).postOnly(random.nextInt(6) == 0);
        int kind = random.nextInt(12);
        if (kind == 0) {
            command.timeInForce(TimeInForce.IOC);
        } else if (kind == 1) {
            command.timeInForce(TimeInForce.FOK);
        } else if (kind == 2) {
            TimeInForce[] all = TimeInForce.values();
            command.type(OrderType.MARKET).price(0).timeInForce(all[random.nextInt(all.length)]);
        }
    }

    private static void spoil(OrderCommand command, Random random) {
        long bad = BAD_VALUES[random.nextInt(BAD_VALUES.length)];
        switch (random.nextInt(5)) {
            case 0 -> command.orderId(bad);
            case 1 -> command.account(bad);
            case 2 -> command.price(bad);
            case 3 -> command.quantity(bad);
            default -> command.price(Long.MAX_VALUE / 10 / 5 * 5).quantity(20);
        }
    }
}
