package io.gantry.engine.api.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.order.Instrument;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {

    private static final SymbolOwner SYMBOL =
            new SymbolOwner(new Instrument("BTCUSDT", 7, 2, 1, 1), 2, 3, SymbolOwner.NO_MIGRATION);
    private static final WorkerInfo W1 = new WorkerInfo("w1", "127.0.0.1", 7401, "a");
    private static final OwnerTable OWNERS = OwnerTable.EMPTY
            .with(new PartitionOwner(1, "w1", 1))
            .with(new PartitionOwner(2, "w2", 1))
            .with(List.of(SYMBOL));

    private final RouteTable routes = new RouteTable("w1", OWNERS, List.of(W1));

    @Test
    void shouldFindASymbolByItsNumber() {
        assertThat(routes.partitionOf(7)).isEqualTo(2);
        assertThat(routes.epochOf(7)).isEqualTo(3);
    }

    @Test
    void shouldSayUnknownWhenNoSymbolHasTheNumber() {
        for (int symbolId : new int[] {Integer.MIN_VALUE, -1, 0, 6, 8, Integer.MAX_VALUE}) {
            assertThat(routes.partitionOf(symbolId)).isEqualTo(RouteTable.UNKNOWN_SYMBOL);
            assertThat(routes.epochOf(symbolId)).isZero();
        }
    }

    @Test
    void shouldTellWhichPartitionsAreHereAndWhoseWorkersLive() {
        assertThat(routes.isLocal(1)).isTrue();
        assertThat(routes.isLocal(2)).isFalse();
        assertThat(routes.isLocal(-1)).isFalse();
        assertThat(routes.isLocal(PartitionOwner.MAX_PARTITION + 1)).isFalse();
        assertThat(routes.workerOf(1)).contains(W1);
        assertThat(routes.workerOf(2)).isEmpty();
    }

    @Test
    void shouldRaiseTheVersionAndKeepNumbersUsedWhenOwnersChange() {
        OwnerTable moved = OWNERS.with(List.of(SYMBOL.movedTo(1)));

        assertThat(moved.version()).isEqualTo(OWNERS.version() + 1);
        assertThat(moved.nextSymbolId()).isEqualTo(8);
        assertThat(moved.symbol("BTCUSDT").orElseThrow().epoch()).isEqualTo(4);
        assertThat(OWNERS.symbol(7)).contains(SYMBOL);
        assertThat(moved).isNotEqualTo(OWNERS);
    }
}
