package io.gantry.client;

import io.gantry.engine.api.order.Instrument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where symbols are, as far as workers have told. Takes over what is newer by epoch and nothing else, since any worker may be behind.
 * The I/O thread's own; what other threads read is published as immutable copies.
 */
final class RouteBook {

    private record SymbolEntry(Instrument instrument, int partition, long epoch) {}

    private record PartitionEntry(long epoch, String worker, Optional<Address> address) {

        PartitionEntry at(Address where) {
            return new PartitionEntry(epoch, worker, Optional.of(where));
        }
    }

    private static final PartitionEntry NOWHERE = new PartitionEntry(0, "", Optional.empty());

    private final Map<Integer, SymbolEntry> symbols = new HashMap<>();
    private final Map<Integer, PartitionEntry> partitions = new TreeMap<>();
    private List<Address> alive = List.of();
    private volatile Map<String, SymbolRoute> published = Map.of();
    private volatile List<WorkerRoute> workers = List.of();
    private volatile long version;

    /** Symbols by name. Any thread. */
    Map<String, SymbolRoute> published() {
        return published;
    }

    /** Workers by name. Any thread. */
    List<WorkerRoute> workers() {
        return workers;
    }

    /** Newest version of the register seen. Any thread. */
    long version() {
        return version;
    }

    /** Where a symbol's worker listens, if that is known. */
    Optional<Address> addressOf(int symbolId) {
        SymbolEntry entry = symbols.get(symbolId);
        return entry == null
                ? Optional.empty()
                : partitions.getOrDefault(entry.partition(), NOWHERE).address();
    }

    /** All addresses where workers are or were. */
    Set<Address> addresses() {
        Set<Address> known = new LinkedHashSet<>();
        partitions.values().forEach(entry -> entry.address().ifPresent(known::add));
        known.addAll(alive);
        return known;
    }

    /** Takes over what a worker told. */
    void apply(RoutesMessage message) {
        for (RoutesMessage.Partition row : message.partitions()) {
            PartitionEntry known = partitions.getOrDefault(row.partition(), NOWHERE);
            if (row.epoch() >= known.epoch()) {
                Optional<Address> told = Location.of(row.partition(), row.epoch(), row.host(), row.port())
                        .address();
                // a worker that counts as dead may only be cut off from the one that told: its old address is still
                // worth a try
                boolean isSameWorker = row.worker().equals(known.worker());
                Optional<Address> address = told.isEmpty() && isSameWorker ? known.address() : told;
                partitions.put(row.partition(), new PartitionEntry(row.epoch(), row.worker(), address));
            }
        }
        for (RoutesMessage.Symbol row : message.symbols()) {
            SymbolEntry known = symbols.get(row.instrument().symbolId());
            if (known == null || row.epoch() >= known.epoch()) {
                symbols.put(
                        row.instrument().symbolId(), new SymbolEntry(row.instrument(), row.partition(), row.epoch()));
            }
        }
        version = Math.max(version, message.version());
        alive = message.workers();
        publish(message);
    }

    /**
     * Takes over where a worker says that a symbol is, unless more is known already.
     *
     * @param said address of that worker
     */
    void located(int symbolId, Location location, Address said) {
        SymbolEntry known = symbols.get(symbolId);
        if (known == null || location.epoch() < known.epoch() || location.partition() == 0) {
            return;
        }
        boolean isNewer = location.epoch() > known.epoch();
        if (isNewer) {
            symbols.put(symbolId, new SymbolEntry(known.instrument(), location.partition(), location.epoch()));
        }
        PartitionEntry partition = partitions.getOrDefault(location.partition(), NOWHERE);
        // at the same epoch the symbol has not moved, but its partition may have: only the worker that was taken for
        // its owner can tell
        boolean isOwnersWord = partition.address().equals(Optional.of(said));
        boolean isOtherAddress =
                location.address().isPresent() && !location.address().equals(partition.address());
        boolean isAddressTaken = isOtherAddress && (isNewer || isOwnersWord);
        if (isAddressTaken) {
            partitions.put(location.partition(), partition.at(location.address().get()));
        }
        // a pipeline of refusals says the same hundreds of times
        if (isNewer || isAddressTaken) {
            publish();
        }
    }

    private void publish() {
        Map<String, SymbolRoute> byName = new HashMap<>();
        for (SymbolEntry entry : symbols.values()) {
            PartitionEntry partition = partitions.getOrDefault(entry.partition(), NOWHERE);
            byName.put(
                    entry.instrument().symbol(),
                    new SymbolRoute(
                            entry.instrument(),
                            entry.partition(),
                            entry.epoch(),
                            partition.worker(),
                            partition.address().map(Address::host).orElse(""),
                            partition.address().map(Address::port).orElse(0)));
        }
        published = Map.copyOf(byName);
    }

    private void publish(RoutesMessage message) {
        publish();
        Map<String, WorkerRoute> byName = new TreeMap<>();
        for (RoutesMessage.Partition row : message.partitions()) {
            List<Integer> hosted = new ArrayList<>(
                    byName.containsKey(row.worker()) ? byName.get(row.worker()).partitions() : List.of());
            hosted.add(row.partition());
            byName.put(row.worker(), new WorkerRoute(row.worker(), row.host(), row.port(), hosted));
        }
        workers = List.copyOf(byName.values());
    }
}
