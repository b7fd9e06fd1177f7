package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.book.BookImageReader;
import io.gantry.engine.api.book.BookSnapshot;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotUnderWritesTest {

    private static final Instrument INSTRUMENT = new Instrument("TEST", 1, 2, 1, 1);

    private final OrderBookFactory factory = new FlatOrderBookFactory();
    private final OrderBook book = factory.create(INSTRUMENT);
    private final CountingEvents events = new CountingEvents();
    private final List<byte[]> chunks = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 64, 300})
    void shouldWriteTheStateOfItsBeginningWhenCommandsGoOn(int slice) {
        long seed = 1_000 + slice;
        Random random = new Random(seed);
        MixedCommands commands = new MixedCommands(seed, 20_000);
        run(commands, 40_000);

        for (int round = 0; round < 5; round++) {
            chunks.clear();
            long hash = book.stateHash();
            BookSnapshot snapshot = book.snapshot(chunks::add);
            while (!snapshot.write(slice)) {
                run(commands, random.nextInt(40));
            }
            OrderBook copy = read();

            assertThat(copy.stateHash()).as("seed %d", seed).isEqualTo(hash);
            copy.validate();
            book.validate();
        }
    }

    @Test
    void shouldWriteTheStateOfItsBeginningWhenTheBookGrowsMeanwhile() {
        run(new MixedCommands(5, 2_000), 10_000);
        long hash = book.stateHash();
        BookSnapshot snapshot = book.snapshot(chunks::add);

        run(new MixedCommands(6, 300_000), 300_000);
        assertThat(snapshot.write(Integer.MAX_VALUE)).isTrue();

        assertThat(read().stateHash()).isEqualTo(hash);
        book.validate();
    }

    @Test
    void shouldWriteTheStateOfItsBeginningWhenAllIsCancelledMeanwhile() {
        MixedCommands commands = new MixedCommands(7, 5_000);
        run(commands, 20_000);
        long hash = book.stateHash();
        BookSnapshot snapshot = book.snapshot(chunks::add);
        snapshot.write(100);

        OrderCommand all =
                new OrderCommand().kind(CommandKind.MASS_CANCEL).account(0).scope(CancelScope.ALL);
        book.apply(all, commands.timeNanos(), events);
        assertThat(snapshot.write(1_000_000)).isTrue();

        assertThat(book.figures().orders()).isZero();
        assertThat(read().stateHash()).isEqualTo(hash);
    }

    @Test
    void shouldWriteTheStateOfItsBeginningWhenItIsUncrossedMeanwhile() {
        MixedCommands commands = new MixedCommands(8, 3_000);
        run(commands, 10_000);
        state(MarketState.AUCTION, commands);
        run(commands, 5_000);
        long hash = book.stateHash();
        BookSnapshot snapshot = book.snapshot(chunks::add);

        state(MarketState.OPEN, commands);
        snapshot.write(1_000_000);

        assertThat(book.stateHash()).isNotEqualTo(hash);
        assertThat(read().stateHash()).isEqualTo(hash);
        book.validate();
    }

    @Test
    void shouldGiveNothingMoreToTheSinkWhenAbandoned() {
        run(new MixedCommands(9, 5_000), 20_000);
        BookSnapshot snapshot = book.snapshot(chunks::add);
        snapshot.write(100);
        int before = chunks.size();

        snapshot.abandon();
        run(new MixedCommands(9, 5_000), 1_000);

        assertThat(chunks).hasSize(before);
        assertThat(snapshot.write(100)).isTrue();
        assertThat(chunks).hasSize(before);
        assertThat(book.snapshot(chunks::add).write(1)).isFalse();
    }

    @Test
    void shouldRefuseASecondSnapshotWhenOneIsUnderWay() {
        book.snapshot(chunks::add);

        assertThatThrownBy(() -> book.snapshot(chunks::add))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TEST")
                .hasMessageContaining("under way");
    }

    private void run(MixedCommands commands, int count) {
        for (int i = 0; i < count; i++) {
            OrderCommand command = commands.next();
            book.apply(command, commands.timeNanos(), events);
        }
    }

    private void state(MarketState state, MixedCommands commands) {
        book.apply(new OrderCommand().kind(CommandKind.MARKET_STATE).marketState(state), commands.timeNanos(), events);
    }

    private OrderBook read() {
        BookImageReader reader = new BookImageReader(factory, INSTRUMENT);
        chunks.forEach(reader::chunk);
        return reader.finish();
    }
}
