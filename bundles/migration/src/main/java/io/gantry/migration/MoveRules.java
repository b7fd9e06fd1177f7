package io.gantry.migration;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.order.Instrument;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns what an operator asks for into a request, or says precisely why it cannot be done. Pure decisions. */
final class MoveRules {

    /** More symbols than this in one move would hold the gate for too long to be meant. */
    static final int MAX_SYMBOLS = 1_000;

    private static final Pattern STRATEGY_NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private MoveRules() {}

    /**
     * @param owners what the register holds
     * @param alive live workers
     * @throws PlanRefusedException if the order cannot be carried out on this table
     */
    static MigrationRequest resolve(MoveOrder order, OwnerTable owners, List<WorkerInfo> alive) {
        requireNames(order.symbols());
        requireStrategyName(order.strategy());
        requireKnown(order, owners);
        int source = sourcePartition(order.symbols().stream()
                .map(symbol -> owners.symbols().get(symbol))
                .toList());
        Place from = place(owners, source);
        Place to = place(owners, order.targetPartition());
        require(
                from.partition() != to.partition(),
                String.join(", ", order.symbols()) + " " + (order.symbols().size() == 1 ? "is" : "are")
                        + " in partition " + to.partition() + " already");
        requireAlive(from, alive, "only the owner can hand symbols over");
        requireAlive(to, alive, "it could not take symbols over");
        requireNotMoving(order, owners);
        return new MigrationRequest(order.symbols(), from, to, order.strategy());
    }

    /** The symbols of a request, as the table has them. */
    static List<MovingSymbol> symbols(MigrationRequest request, OwnerTable owners) {
        return request.symbols().stream()
                .map(symbol -> MovingSymbol.of(owners.symbols().get(symbol)))
                .toList();
    }

    private static void requireNames(List<String> symbols) {
        require(!symbols.isEmpty(), "there is no symbol to move: name at least one");
        require(
                symbols.size() <= MAX_SYMBOLS,
                symbols.size() + " symbols are too many for one move; the most is " + MAX_SYMBOLS);
        Set<String> seen = new HashSet<>();
        for (String symbol : symbols) {
            try {
                Instrument.requireSymbol(symbol);
            } catch (IllegalArgumentException notOne) {
                throw new PlanRefusedException(notOne.getMessage(), notOne);
            }
            require(seen.add(symbol), "symbol " + symbol + " is named twice");
        }
    }

    private static void requireStrategyName(String strategy) {
        require(
                strategy != null && STRATEGY_NAME.matcher(strategy).matches(),
                "not the name of a strategy: a name has 1 to 64 characters of a-z A-Z 0-9 . _ -");
    }

    private static void requireKnown(MoveOrder order, OwnerTable owners) {
        List<String> unknown = order.symbols().stream()
                .filter(symbol -> owners.symbol(symbol).isEmpty())
                .toList();
        require(
                unknown.isEmpty(),
                "unknown " + (unknown.size() == 1 ? "symbol " : "symbols ") + String.join(", ", unknown));
    }

    private static int sourcePartition(List<SymbolOwner> symbols) {
        SortedMap<Integer, List<String>> byPartition = symbols.stream()
                .collect(Collectors.groupingBy(
                        SymbolOwner::partition,
                        TreeMap::new,
                        Collectors.mapping(SymbolOwner::symbol, Collectors.toList())));
        require(
                byPartition.size() == 1,
                "the symbols are in different partitions, move them separately: "
                        + byPartition.entrySet().stream()
                                .map(entry -> String.join(", ", entry.getValue()) + " in " + entry.getKey())
                                .collect(Collectors.joining("; ")));
        return byPartition.firstKey();
    }

    private static Place place(OwnerTable owners, int partition) {
        String worker = owners.partition(partition)
                .map(PartitionOwner::worker)
                .orElseThrow(() -> new PlanRefusedException("unknown partition " + partition + "; there are: "
                        + owners.partitions().keySet().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))));
        return new Place(partition, worker);
    }

    private static void requireAlive(Place place, List<WorkerInfo> alive, String why) {
        List<String> names = alive.stream().map(WorkerInfo::name).sorted().toList();
        require(
                names.contains(place.worker()),
                "partition " + place.partition() + " is on worker " + place.worker() + ", which is not alive: " + why
                        + " (alive: " + String.join(", ", names) + ")");
    }

    private static void requireNotMoving(MoveOrder order, OwnerTable owners) {
        for (String symbol : order.symbols()) {
            SymbolOwner owner = owners.symbols().get(symbol);
            require(!owner.isMoving(), "symbol " + symbol + " is moving already: migration " + owner.migrationId());
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new PlanRefusedException(otherwise);
        }
    }
}
