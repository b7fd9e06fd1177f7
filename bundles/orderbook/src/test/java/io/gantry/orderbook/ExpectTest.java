package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectTest {

    private final OrderBook book = new FlatOrderBookFactory().create(new Instrument("TEST", 1, 2, 1, 1));

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 100_000})
    void shouldChangeNothingWhenOrdersAreExpected(int orders) {
        OrderCommand command = new OrderCommand().account(1).quantity(1);
        for (int id = 1; id <= orders; id++) {
            book.apply(command.orderId(id).price(1 + id % 300), 1, new CountingEvents());
        }
        long hash = book.stateHash();

        for (long id : new long[] {Long.MIN_VALUE, -1, 0, 1, orders / 2, orders, orders + 1, Long.MAX_VALUE}) {
            book.expect(id);
        }

        assertThat(book.stateHash()).isEqualTo(hash);
        book.validate();
    }
}
