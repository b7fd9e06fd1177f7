package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final int MANY = 1_000_000;

    private final FlatOrderBook book = new FlatOrderBook(new Instrument("TEST", 1, 2, 1, 1));
    private final CountingEvents events = new CountingEvents();

    @Test
    void shouldNeedLessThanAHundredBytesAnOrderWhenAMillionRest() {
        fill(MANY);

        assertThat(book.usedBytes() / (double) MANY).as("bytes an order").isLessThan(100);
        assertThat(book.figures().orders()).isEqualTo(MANY);
    }

    @Test
    void shouldNeedLittleWhenTheBookIsEmpty() {
        assertThat(book.bytes()).isLessThan(8_192);
    }

    @Test
    void shouldNotGrowWhenOrdersComeAndGo() {
        fill(10_000);
        long before = book.bytes();
        OrderCommand command = new OrderCommand();

        for (long id = 1; id <= 100_000; id++) {
            command.clear().kind(CommandKind.CANCEL).orderId(id).account(1);
            book.apply(command, 1, events);
            enter(10_000 + id);
        }

        book.validate();
        assertThat(book.bytes()).isEqualTo(before);
    }

    private void fill(int orders) {
        for (long id = 1; id <= orders; id++) {
            enter(id);
        }
    }

    private void enter(long id) {
        boolean buys = (id & 1) == 0;
        long away = id * 31 % 500;
        book.apply(
                new OrderCommand()
                        .orderId(id)
                        .account(1)
                        .side(buys ? Side.BUY : Side.SELL)
                        .price(buys ? 100_000 - away : 100_001 + away)
                        .quantity(10),
                1,
                events);
    }
}
