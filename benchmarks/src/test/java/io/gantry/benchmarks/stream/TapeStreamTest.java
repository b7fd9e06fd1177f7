package io.gantry.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.book.GantryBook;
import io.gantry.benchmarks.book.PeerBook;
import io.gantry.benchmarks.book.PeerParts;
import io.gantry.orderbook.FlatOrderBookFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeStreamTest {
    private static final String DAY = """
            34200.1,1,1,100,1000000,-1
            34200.2,1,2,50,1000000,-1
            34200.3,1,3,70,990000,1
            34200.4,4,1,100,1000000,-1
            34200.5,4,2,20,1000000,-1
            34200.6,2,2,10,1000000,-1
            34200.7,3,2,20,1000000,-1
            34200.8,3,3,70,990000,1
            """;

    @TempDir
    private Path folder;

    @Test
    void shouldRepeatTheDayWhenMoreCommandsAreAskedFor() throws IOException {
        Files.writeString(folder.resolve("TEST_message_1.csv"), DAY);
        StreamSource tape = StreamCatalogue.of(folder).named("tape:TEST");

        CommandStream stream = tape.make(0, 24, 1);

        GantryBook ours = new GantryBook(new FlatOrderBookFactory());
        PeerBook theirs = new PeerBook(PeerParts.directBook());
        ours.run(stream, 0, stream.size());
        theirs.run(stream, 0, stream.size());
        assertThat(stream.fill()).isZero();
        assertThat(stream.price(0)).isEqualTo(10_000);
        assertThat(ours.digest()).isEqualTo(theirs.digest());
        assertThat(ours.digest().trades()).isEqualTo(6);
        assertThat(ours.digest().refused()).isZero();
        assertThat(ours.restingOrders().count()).isZero();
    }

    @Test
    void shouldHaveNoTapesWhenThereIsNoFolder() {
        StreamCatalogue catalogue = StreamCatalogue.of(folder.resolve("absent"));

        assertThat(catalogue.hasTapes()).isFalse();
        assertThatThrownBy(() -> catalogue.named("tape:TEST"))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("no stream is named tape:TEST; there are ec, lob, lob-random");
    }
}
