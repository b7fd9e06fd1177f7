package io.gantry.hazelcast.membership;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one worker believes of the register, put together from entries and tables that arrive in any order: of each thing, the newest.
 * Not thread-safe.
 */
final class RouteView {

    private final Map<Integer, Dated<PartitionOwner>> partitions = new TreeMap<>();
    private final Map<String, Dated<SymbolOwner>> symbols = new TreeMap<>();
    private long version;
    private int nextSymbolId = OwnerTable.EMPTY.nextSymbolId();
    private OwnerTable table = OwnerTable.EMPTY;
    private boolean stale;

    /** Takes what is newer in a table. */
    void merge(OwnerTable newer) {
        newer.partitions().values().forEach(owner -> mergePartition(dated(owner, newer.version())));
        newer.symbols().values().forEach(owner -> mergeSymbol(dated(owner, newer.version())));
        seen(newer.version(), newer.nextSymbolId());
    }

    void mergePartition(Dated<PartitionOwner> entry) {
        put(partitions, entry.owner().partition(), entry);
        seen(entry.version(), nextSymbolId);
    }

    void mergeSymbol(Dated<SymbolOwner> entry) {
        put(symbols, entry.owner().symbol(), entry);
        seen(entry.version(), entry.owner().instrument().symbolId() + 1);
    }

    /** The same object until something changes. */
    OwnerTable table() {
        if (stale) {
            table = OwnerTable.of(
                    version,
                    nextSymbolId,
                    partitions.values().stream().map(Dated::owner).toList(),
                    symbols.values().stream().map(Dated::owner).toList());
            stale = false;
        }
        return table;
    }

    static Dated<PartitionOwner> dated(PartitionOwner owner, long version) {
        return new Dated<>(owner, owner.epoch(), version);
    }

    static Dated<SymbolOwner> dated(SymbolOwner owner, long version) {
        return new Dated<>(owner, owner.epoch(), version);
    }

    private <K, T> void put(Map<K, Dated<T>> owners, K key, Dated<T> entry) {
        Dated<T> known = owners.get(key);
        if (known == null || entry.isNewerThan(known)) {
            owners.put(key, entry);
            stale |= known == null || !known.owner().equals(entry.owner());
        }
    }

    private void seen(long seenVersion, int seenNextSymbolId) {
        stale |= seenVersion > version || seenNextSymbolId > nextSymbolId;
        version = Math.max(version, seenVersion);
        nextSymbolId = Math.max(nextSymbolId, seenNextSymbolId);
    }
}
