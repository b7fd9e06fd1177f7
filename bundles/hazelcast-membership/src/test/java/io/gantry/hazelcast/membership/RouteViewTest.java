package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.order.Instrument;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RouteViewTest {

    private static final long SEED = 20261122L;
    private static final SymbolOwner LISTED = new SymbolOwner(new Instrument("A", 4, 2, 1, 1), 1, 1, "");

    private final RouteView view = new RouteView();

    @Test
    void shouldTakeTheHigherEpochWhateverTheVersion() {
        view.mergeSymbol(RouteView.dated(LISTED.movedTo(2), 3));
        view.mergeSymbol(RouteView.dated(LISTED, 99));

        assertThat(view.table().symbol("A")).contains(LISTED.movedTo(2));
    }

    @Test
    void shouldTakeTheHigherVersionWhenTheEpochIsTheSame() {
        view.mergeSymbol(RouteView.dated(LISTED, 9));
        view.mergeSymbol(RouteView.dated(LISTED.withMigration("m"), 8));
        assertThat(view.table().symbol("A")).contains(LISTED);

        view.mergeSymbol(RouteView.dated(LISTED.withMigration("m"), 10));
        assertThat(view.table().symbol("A")).contains(LISTED.withMigration("m"));
    }

    @Test
    void shouldTakeTheNewerInSyncSetWhenThePrimaryIsTheSame() {
        PartitionOwner three = new PartitionOwner(1, "w1", 4, 6, List.of("w1", "w2", "w3"));
        PartitionOwner two = three.withInSync(List.of("w1", "w3"));
        view.mergePartition(RouteView.dated(two, 9));
        view.mergePartition(RouteView.dated(three, 8));

        assertThat(view.table().partition(1)).contains(two);
    }

    @Test
    void shouldNotFallBackWhenAnOldEntryComesAfterATableThatSaysTheSame() {
        view.mergeSymbol(RouteView.dated(LISTED, 5));
        view.merge(OwnerTable.of(7, 5, List.of(), List.of(LISTED)));

        view.mergeSymbol(RouteView.dated(LISTED.withMigration("m"), 6));

        assertThat(view.table().symbol("A")).contains(LISTED);
    }

    @Test
    void shouldLeaveRoomForEveryNumberWhenOnlyEntriesHaveCome() {
        view.mergeSymbol(RouteView.dated(LISTED, 5));

        assertThat(view.table().nextSymbolId()).isEqualTo(5);
        assertThat(view.table().version()).isEqualTo(5);
    }

    @Test
    void shouldKeepTheSameTableWhenNothingIsNew() {
        OwnerTable table = OwnerTable.of(7, 5, List.of(new PartitionOwner(1, "w1", 1)), List.of(LISTED));
        view.merge(table);
        OwnerTable before = view.table();

        view.merge(table);
        view.mergeSymbol(RouteView.dated(LISTED, 3));

        assertThat(before).isEqualTo(table);
        assertThat(view.table()).isSameAs(before);
    }

    @Test
    void shouldEndAtTheRegistersWordInWhateverOrderItsHistoryIsHeard() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200; round++) {
            List<OwnerTable> history = history(random);
            OwnerTable last = history.get(history.size() - 1);
            RouteView shuffled = new RouteView();
            List<OwnerTable> heard = new ArrayList<>(history);
            Collections.shuffle(heard, random);

            heard.forEach(shuffled::merge);

            assertThat(shuffled.table()).as("seed " + SEED + " round " + round).isEqualTo(last);
        }
    }

    private static List<OwnerTable> history(Random random) {
        OwnerTable table = OwnerTable.EMPTY.with(new PartitionOwner(1, "w1", 1)).with(List.of(LISTED));
        List<OwnerTable> history = new ArrayList<>(List.of(table));
        for (int change = 0; change < 12; change++) {
            SymbolOwner now = table.symbol("A").orElseThrow();
            PartitionOwner partition = table.partition(1).orElseThrow();
            table = switch (random.nextInt(5)) {
                case 0 -> table.with(List.of(now.withMigration("m" + change)));
                case 1 -> table.with(List.of(now.withMigration(SymbolOwner.NO_MIGRATION)));
                case 2 -> table.with(List.of(now.movedTo(1 + random.nextInt(3))));
                case 3 -> table.with(partition.withInSync(List.of(partition.worker(), "w" + random.nextInt(3))));
                default -> {
                    List<String> inSync = partition.inSync();
                    yield table.with(partition.takenBy(inSync.get(random.nextInt(inSync.size()))));
                }
            };
            history.add(table);
        }
        return history;
    }
}
