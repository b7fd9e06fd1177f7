package io.gantry.orderbook.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.OrderBook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReferenceOrderBookFactoryTest {
    private final ReferenceOrderBookFactory factory = new ReferenceOrderBookFactory();

    @Test
    void shouldMakeEmptyOpenBooksWhenAsked() {
        OrderBook book = factory.create(Player.INSTRUMENT);

        book.validate();
        assertThat(book.figures()).isEqualTo(BookFigures.EMPTY);
        assertThat(factory.name()).isEqualTo("reference");
        assertThat(factory.version()).isEqualTo(1);
    }

    @Test
    void shouldBeAServiceWhenTheBundleIsInstalled() throws IOException {
        String description = "OSGI-INF/" + ReferenceOrderBookFactory.PID + ".xml";
        try (InputStream in = Optional.ofNullable(getClass().getClassLoader().getResourceAsStream(description))
                .orElseThrow(() -> new AssertionError("no component description " + description))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("name=\"io.gantry.orderbook.reference\"", "io.gantry.engine.api.book.OrderBookFactory");
        }
    }
}
