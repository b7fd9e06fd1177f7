package io.gantry.hazelcast.membership;

import com.hazelcast.core.EntryAdapter;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.replicatedmap.ReplicatedMap;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.RouteListener;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.protocol.ProtocolException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The routing map and what this worker makes of it. The map takes the last writer's word; this worker keeps the newest of what it
 * hears, and the register's word, read again and again, puts right what was lost. Thread-safe.
 */
final class ReplicatedRoutes implements RouteCache {

    /** Name of the map. */
    static final String MAP = "gantry.routes";

    private static final Logger LOG = LoggerFactory.getLogger(ReplicatedRoutes.class);

    private final Executor oneThread;
    private final Executor writer;
    private final ListenerBoard<RouteListener> listeners;
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean hearing = new AtomicBoolean();
    private final AtomicReference<OwnerTable> toWrite = new AtomicReference<>(OwnerTable.EMPTY);
    private final RouteView view = new RouteView();
    private volatile OwnerTable current = OwnerTable.EMPTY;
    private volatile Optional<ReplicatedMap<String, byte[]>> map = Optional.empty();

    /**
     * @param oneThread listeners are called on it
     * @param writer one thread that may block on the network
     */
    ReplicatedRoutes(Executor oneThread, Executor writer) {
        this.oneThread = oneThread;
        this.writer = writer;
        listeners = new ListenerBoard<>(oneThread);
    }

    /** Begins to listen to the map, and to write to it, from now on instead of the one before. */
    void open(ReplicatedMap<String, byte[]> present) {
        map = Optional.of(present);
        present.addEntryListener(new Ear());
        present.forEach((key, value) -> heard.add(new Heard(key, value)));
        mergeHeard();
    }

    void add(RouteListener listener) {
        listeners.add(listener, fresh -> fresh.routesChanged(current));
    }

    void remove(RouteListener listener) {
        listeners.remove(listener);
    }

    @Override
    public OwnerTable current() {
        return current;
    }

    /** Known here when this returns; on its way to the others. */
    @Override
    public void publish(OwnerTable table) {
        learn(table);
        OwnerTable waiting =
                toWrite.getAndAccumulate(table, (old, next) -> next.version() > old.version() ? next : old);
        if (waiting.version() < table.version()) {
            writer.execute(() -> write(toWrite.get()));
        }
    }

    /** Takes the register's word. */
    void learn(OwnerTable table) {
        OwnerTable before;
        synchronized (view) {
            before = current;
            view.merge(table);
            current = view.table();
        }
        tellIfChanged(before);
    }

    /** Puts into the map whatever of the table is newer than what the map has. Blocks on the network. */
    void write(OwnerTable table) {
        map.ifPresent(present -> write(table, present));
    }

    private static void write(OwnerTable table, ReplicatedMap<String, byte[]> map) {
        Map<String, byte[]> newer = new HashMap<>();
        for (PartitionOwner owner : table.partitions().values()) {
            Dated<PartitionOwner> entry = RouteView.dated(owner, table.version());
            String key = RouteEntryCodec.key(owner);
            if (isWanted(entry, map.get(key), RouteEntryCodec::decodePartition)) {
                newer.put(key, RouteEntryCodec.encodePartition(entry));
            }
        }
        for (SymbolOwner owner : table.symbols().values()) {
            Dated<SymbolOwner> entry = RouteView.dated(owner, table.version());
            String key = RouteEntryCodec.key(owner);
            if (isWanted(entry, map.get(key), RouteEntryCodec::decodeSymbol)) {
                newer.put(key, RouteEntryCodec.encodeSymbol(entry));
            }
        }
        if (!newer.isEmpty()) {
            map.putAll(newer);
            LOG.debug("{} routes written to the map at register version {}", newer.size(), table.version());
        }
    }

    private static <T> boolean isWanted(Dated<T> entry, byte[] there, Function<byte[], Dated<T>> decoding) {
        if (there == null) {
            return true;
        }
        try {
            Dated<T> old = decoding.apply(there);
            // The same word at a later version is no news: one change must not rewrite the whole map.
            return entry.isNewerThan(old) && !entry.owner().equals(old.owner());
        } catch (ProtocolException broken) {
            LOG.warn("the routing map holds bytes that are no route, replaced: {}", broken.getMessage());
            return true;
        }
    }

    private void hear(String key, byte[] value) {
        heard.add(new Heard(key, value));
        if (hearing.compareAndSet(false, true)) {
            oneThread.execute(this::mergeHeard);
        }
    }

    /** All that came meanwhile in one go: a large listing is many entries and should be one piece of news. */
    private void mergeHeard() {
        hearing.set(false);
        OwnerTable before;
        synchronized (view) {
            before = current;
            for (Heard entry = heard.poll(); entry != null; entry = heard.poll()) {
                merge(entry);
            }
            current = view.table();
        }
        tellIfChanged(before);
    }

    private void merge(Heard entry) {
        try {
            if (RouteEntryCodec.isSymbol(entry.key)) {
                view.mergeSymbol(RouteEntryCodec.decodeSymbol(entry.value));
            } else if (RouteEntryCodec.isPartition(entry.key)) {
                view.mergePartition(RouteEntryCodec.decodePartition(entry.value));
            } else {
                LOG.warn("the routing map has a key that is no route, ignored: {}", entry.key);
            }
        } catch (ProtocolException broken) {
            LOG.warn("the routing map holds bytes that are no route at {}: {}", entry.key, broken.getMessage());
        }
    }

    private void tellIfChanged(OwnerTable before) {
        if (current != before) {
            listeners.tellAll(listener -> listener.routesChanged(current));
        }
    }

    private record Heard(String key, byte[] value) {}

    private final class Ear extends EntryAdapter<String, byte[]> {

        @Override
        public void entryAdded(EntryEvent<String, byte[]> event) {
            hear(event.getKey(), event.getValue());
        }

        @Override
        public void entryUpdated(EntryEvent<String, byte[]> event) {
            hear(event.getKey(), event.getValue());
        }
    }
}
