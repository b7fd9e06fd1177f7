package io.gantry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.routing.ListingRefusedException;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ListingTest {

    private final LocalRoutes routes = new LocalRoutes(Runnable::run);
    private final LocalRegister register = new LocalRegister(table -> {});
    private final Listing listing = new Listing(register, routes);

    @BeforeEach
    void twoPartitions() {
        register.update(table -> table.with(new PartitionOwner(1, "w1", 1)));
        register.update(table -> table.with(new PartitionOwner(7, "w2", 1)));
    }

    @Test
    void shouldGiveConsecutiveNumbersInOneChangeWhenSymbolsAreNew() {
        List<SymbolOwner> owners = listing.list(List.of(symbol("B", 7), symbol("A", 1)));

        assertThat(owners).extracting(SymbolOwner::symbol).containsExactly("B", "A");
        assertThat(owners).extracting(owner -> owner.instrument().symbolId()).containsExactly(1, 2);
        assertThat(owners).allSatisfy(owner -> {
            assertThat(owner.epoch()).isEqualTo(1);
            assertThat(owner.isMoving()).isFalse();
        });
        assertThat(register.read().version()).isEqualTo(3);
        assertThat(routes.current()).isEqualTo(register.read());
    }

    @Test
    void shouldChangeNothingWhenTheSameListingIsRepeated() {
        List<SymbolOwner> first = listing.list(List.of(symbol("A", 1), symbol("B", 7)));
        OwnerTable before = register.read();

        List<SymbolOwner> again = listing.list(List.of(symbol("B", 7), symbol("A", 1)));

        assertThat(again).containsExactly(first.get(1), first.get(0));
        assertThat(register.read()).isSameAs(before);
    }

    @Test
    void shouldListWhatIsMissingWhenSomeAreThere() {
        listing.list(List.of(symbol("A", 1)));

        List<SymbolOwner> owners = listing.list(List.of(symbol("B", 1), symbol("A", 1), symbol("C", 1)));

        assertThat(owners).extracting(owner -> owner.instrument().symbolId()).containsExactly(2, 1, 3);
    }

    @Test
    void shouldSayWhereItIsWhenASymbolIsListedOtherwise() {
        listing.list(List.of(symbol("A", 1)));
        OwnerTable before = register.read();

        assertThatThrownBy(() -> listing.list(List.of(symbol("NEW", 1), symbol("A", 7))))
                .isInstanceOf(ListingRefusedException.class)
                .hasMessage(
                        "symbol A is listed already: number 1, partition 1, price decimals 2, tick size 100, lot size 1");
        assertThat(register.read()).isSameAs(before);
    }

    @Test
    void shouldRefuseWhenTheFiguresDiffer() {
        listing.list(List.of(symbol("A", 1)));

        assertThatThrownBy(() -> listing.list(List.of(new NewSymbol("A", 1, 2, 50, 1))))
                .isInstanceOf(ListingRefusedException.class)
                .hasMessageContaining("tick size 100");
    }

    @Test
    void shouldNameKnownPartitionsWhenThePartitionIsUnknown() {
        assertThatThrownBy(() -> listing.list(List.of(symbol("A", 3))))
                .isInstanceOf(ListingRefusedException.class)
                .hasMessage("symbol A: unknown partition 3, known are 1, 7");
    }

    @Test
    void shouldRefuseAllWhenASymbolIsNamedTwice() {
        assertThatThrownBy(() -> listing.list(List.of(symbol("A", 1), symbol("B", 1), symbol("A", 1))))
                .isInstanceOf(ListingRefusedException.class)
                .hasMessage("symbol A is named twice");
        assertThat(register.read().symbols()).isEmpty();
    }

    @Test
    void shouldRefuseWhenNothingIsAsked() {
        assertThatThrownBy(() -> listing.list(List.of())).isInstanceOf(ListingRefusedException.class);
    }

    @Test
    void shouldNameAFewAndCountTheRestWhenMuchIsWrong() {
        List<NewSymbol> wrong =
                IntStream.range(0, 9).mapToObj(i -> symbol("S" + i, 3)).toList();

        assertThatThrownBy(() -> listing.list(wrong)).hasMessageContaining("S4").hasMessageEndingWith("; and 4 more");
    }

    @Test
    void shouldRefuseWhenTheRegisterWouldOverflow() {
        List<NewSymbol> most = new ArrayList<>(IntStream.range(0, SymbolListing.MAX_SYMBOLS)
                .mapToObj(i -> symbol("S" + i, 1))
                .toList());
        listing.list(most);

        assertThatThrownBy(() -> listing.list(List.of(symbol("ONEMORE", 1))))
                .isInstanceOf(ListingRefusedException.class)
                .hasMessageContaining("65534");
    }

    @Test
    void shouldRefuseNamesAndFiguresThatNoInstrumentMayHave() {
        assertThatThrownBy(() -> symbol("../x", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> symbol("A", 0)).hasMessageContaining("partition 0");
        assertThatThrownBy(() -> symbol("A", 1024)).hasMessageContaining("partition 1024");
        assertThatThrownBy(() -> new NewSymbol("A", 1, 2, 0, 1)).hasMessageContaining("tick size 0");
        assertThatThrownBy(() -> new NewSymbol("A", 1, 2, 1, -1)).hasMessageContaining("lot size -1");
    }

    private static NewSymbol symbol(String name, int partition) {
        return new NewSymbol(name, partition, 2, 100, 1);
    }
}
