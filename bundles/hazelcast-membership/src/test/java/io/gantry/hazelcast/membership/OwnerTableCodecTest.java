package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.order.Instrument;
import io.gantry.protocol.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class OwnerTableCodecTest {

    private static final long SEED = 20261122L;

    @Test
    void shouldReadWhatItWrote() {
        OwnerTable table = OwnerTable.of(
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                List.of(
                        new PartitionOwner(1, "w1", 1),
                        new PartitionOwner(2, "w2", 5, 17, List.of("w1", "w2", "w3")),
                        new PartitionOwner(1023, "w.two-3", Long.MAX_VALUE)),
                List.of(
                        new SymbolOwner(new Instrument("A", 1, 0, 1, 1), 1, 1, ""),
                        new SymbolOwner(
                                new Instrument(
                                        "BTC.USD_T-0123456789ABCD", 2_000_000_000, 12, Long.MAX_VALUE, Long.MAX_VALUE),
                                1023,
                                Long.MAX_VALUE,
                                "migration \u00e4 7")));

        assertThat(OwnerTableCodec.decode(OwnerTableCodec.encode(table))).isEqualTo(table);
    }

    @Test
    void shouldReadWhatItWroteWhenEmpty() {
        assertThat(OwnerTableCodec.decode(OwnerTableCodec.encode(OwnerTable.EMPTY)))
                .isEqualTo(OwnerTable.EMPTY);
    }

    @Test
    void shouldGiveEqualBytesWhenTablesAreEqualHoweverTheyCameAbout() {
        SymbolOwner a = symbol("A", 1);
        SymbolOwner b = symbol("B", 2);

        OwnerTable oneWay = OwnerTable.of(3, 3, List.of(new PartitionOwner(1, "w1", 1)), List.of(a, b));
        OwnerTable other = OwnerTable.EMPTY
                .with(List.of(b))
                .with(new PartitionOwner(1, "w1", 1))
                .with(List.of(a));

        assertThat(other).isEqualTo(oneWay);
        assertThat(OwnerTableCodec.encode(other)).isEqualTo(OwnerTableCodec.encode(oneWay));
    }

    @Test
    void shouldTakeAsManySymbolsAsTheMessageCanCountAndNoMore() {
        OwnerTable most = tableOf(65_534);
        assertThat(OwnerTableCodec.decode(OwnerTableCodec.encode(most))).isEqualTo(most);

        assertThatThrownBy(() -> OwnerTableCodec.encode(tableOf(65_535)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the register can hold 65534 symbols, not 65535");
    }

    @Test
    void shouldRefuseWithOneKindOfExceptionWhenBytesAreCutShort() {
        byte[] bytes = OwnerTableCodec.encode(tableOf(3));

        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> OwnerTableCodec.decode(cut))
                    .as("cut to " + length)
                    .isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void shouldRefuseWithOneKindOfExceptionOrReadWhenBytesAreGarbage() {
        Random random = new Random(SEED);
        byte[] good = OwnerTableCodec.encode(tableOf(3));
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = good.clone();
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            assertThatCode(() -> {
                        try {
                            OwnerTableCodec.decode(bytes);
                        } catch (ProtocolException expected) {
                            assertThat(expected).hasMessageContaining("not an owner table");
                        }
                    })
                    .as("seed " + SEED + " round " + round)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void shouldReadEntriesOfTheMapThatItWrote() {
        Dated<SymbolOwner> symbol = RouteView.dated(symbol("A", 1).withMigration("m-1"), 44);
        Dated<PartitionOwner> partition = RouteView.dated(new PartitionOwner(7, "w2", 3, 9, List.of("w2", "w3")), 45);

        assertThat(RouteEntryCodec.decodeSymbol(RouteEntryCodec.encodeSymbol(symbol)))
                .isEqualTo(symbol);
        assertThat(RouteEntryCodec.decodePartition(RouteEntryCodec.encodePartition(partition)))
                .isEqualTo(partition);
        assertThat(RouteEntryCodec.key(symbol.owner())).isEqualTo("s/A");
        assertThat(RouteEntryCodec.key(partition.owner())).isEqualTo("p/7");
        assertThatThrownBy(() -> RouteEntryCodec.decodeSymbol(RouteEntryCodec.encodePartition(partition)))
                .isInstanceOf(ProtocolException.class);
    }

    private static OwnerTable tableOf(int symbols) {
        return OwnerTable.EMPTY
                .with(new PartitionOwner(1, "w1", 2, 4, List.of("w1", "w2")))
                .with(IntStream.rangeClosed(1, symbols)
                        .mapToObj(i -> symbol("S" + i, i))
                        .toList());
    }

    private static SymbolOwner symbol(String name, int number) {
        return new SymbolOwner(new Instrument(name, number, 2, 100, 1), 1, 1, "");
    }
}
