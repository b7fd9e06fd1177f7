package io.gantry.engine.api.cluster;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who owns what: the whole content of the register at one version. An immutable value; the {@code with...} methods make
 * the next version.
 */
public final class OwnerTable {

    /** Nothing owned, version 0. */
    public static final OwnerTable EMPTY = new OwnerTable(0, 1, new TreeMap<>(), new TreeMap<>());

    private final long version;
    private final int nextSymbolId;
    private final SortedMap<Integer, PartitionOwner> partitions;
    private final SortedMap<String, SymbolOwner> symbols;

    private OwnerTable(
            long version,
            int nextSymbolId,
            SortedMap<Integer, PartitionOwner> partitions,
            SortedMap<String, SymbolOwner> symbols) {
        this.version = version;
        this.nextSymbolId = nextSymbolId;
        this.partitions = Collections.unmodifiableSortedMap(partitions);
        this.symbols = Collections.unmodifiableSortedMap(symbols);
    }

    /** A table as it was read from somewhere. */
    public static OwnerTable of(
            long version, int nextSymbolId, Collection<PartitionOwner> partitions, Collection<SymbolOwner> symbols) {
        TreeMap<Integer, PartitionOwner> byNumber = new TreeMap<>();
        partitions.forEach(owner -> byNumber.put(owner.partition(), owner));
        TreeMap<String, SymbolOwner> byName = new TreeMap<>();
        symbols.forEach(owner -> byName.put(owner.symbol(), owner));
        return new OwnerTable(version, nextSymbolId, byNumber, byName);
    }

    /** Rises by one with every change. */
    public long version() {
        return version;
    }

    /** The number that the next listed symbol gets. */
    public int nextSymbolId() {
        return nextSymbolId;
    }

    /** Partitions by number. */
    public SortedMap<Integer, PartitionOwner> partitions() {
        return partitions;
    }

    /** Symbols by name. */
    public SortedMap<String, SymbolOwner> symbols() {
        return symbols;
    }

    public Optional<PartitionOwner> partition(int partition) {
        return Optional.ofNullable(partitions.get(partition));
    }

    public Optional<SymbolOwner> symbol(String symbol) {
        return Optional.ofNullable(symbols.get(symbol));
    }

    /** A symbol by its number. Walks the table. */
    public Optional<SymbolOwner> symbol(int symbolId) {
        return symbols.values().stream()
                .filter(owner -> owner.instrument().symbolId() == symbolId)
                .findFirst();
    }

    /** The next version, with this partition set. */
    public OwnerTable with(PartitionOwner owner) {
        TreeMap<Integer, PartitionOwner> next = new TreeMap<>(partitions);
        next.put(owner.partition(), owner);
        return new OwnerTable(version + 1, nextSymbolId, next, symbols);
    }

    /** The next version, with these symbols set; numbers that they use are not given again. */
    public OwnerTable with(Collection<SymbolOwner> owners) {
        TreeMap<String, SymbolOwner> next = new TreeMap<>(symbols);
        int nextId = nextSymbolId;
        for (SymbolOwner owner : owners) {
            next.put(owner.symbol(), owner);
            nextId = Math.max(nextId, owner.instrument().symbolId() + 1);
        }
        return new OwnerTable(version + 1, nextId, partitions, next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OwnerTable table
                && version == table.version
                && nextSymbolId == table.nextSymbolId
                && partitions.equals(table.partitions)
                && symbols.equals(table.symbols);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(version) * 31 + Map.copyOf(symbols).hashCode();
    }

    @Override
    public String toString() {
        return "OwnerTable version " + version + " " + partitions.values() + " " + symbols.values();
    }
}
