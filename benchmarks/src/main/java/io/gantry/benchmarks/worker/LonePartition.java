package io.gantry.benchmarks.worker;

import io.gantry.benchmarks.BenchException;
import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.partition.PartitionReport;
import io.gantry.engine.api.routing.Router;
import io.gantry.journal.JournalFactoryComponent;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.partition.BookSource;
import io.gantry.partition.PartitionHostComponent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A worker's only partition, with its threads, rings and settings as in a worker, and nothing of a worker in front of it. */
public final class LonePartition implements AutoCloseable {

    /** Number of the partition. */
    public static final int PARTITION = 1;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long ANSWER_SECONDS = 20;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final PartitionHostComponent host;
    private final AtomicReference<String> fatal = new AtomicReference<>("");
    private final int[] symbolIds;

    private LonePartition(Path home, Durability durability, int symbols, Map<String, Object> more) {
        symbolIds = IntStream.rangeClosed(1, symbols).toArray();
        OwnerTable table = OwnerTable.EMPTY.with(IntStream.of(symbolIds)
                .mapToObj(id -> new SymbolOwner(
                        new Instrument("BENCH" + id, id, 2, 1, 1), PARTITION, 1, SymbolOwner.NO_MIGRATION))
                .toList());
        LoneCluster cluster = new LoneCluster(table);
        Consumer<String> end = sentence -> fatal.compareAndSet("", sentence);
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("home", home.toString());
        settings.put("durability", durability.label());
        JournalFactory journals = new Wiring(settings, Map.of(Consumer.class, end)).make(JournalFactoryComponent.class);
        BookSource books = FlatOrderBookFactory::new;
        host = new Wiring(
                        settings,
                        Map.of(
                                BookSource.class, books,
                                JournalFactory.class, journals,
                                Router.class, cluster,
                                Membership.class, cluster,
                                OwnerRegister.class, cluster,
                                RouteCache.class, cluster,
                                Consumer.class, end))
                .make(PartitionHostComponent.class);
    }

    /**
     * Starts one, and waits until it takes commands for all its symbols.
     *
     * @param home folder for its journal, if it has one
     */
    public static LonePartition start(Path home, Durability durability, int symbols) {
        return start(home, durability, symbols, Map.of());
    }

    /** @param settings values of configurations by name, others have their defaults */
    public static LonePartition start(Path home, Durability durability, int symbols, Map<String, Object> settings) {
        LonePartition partition = new LonePartition(home, durability, symbols, settings);
        try {
            partition.awaitSymbols();
            return partition;
        } catch (BenchException failure) {
            partition.close();
            throw failure;
        }
    }

    private void awaitSymbols() {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!hasSymbols()) {
            check();
            if (System.nanoTime() - deadline > 0) {
                throw new BenchException("the partition does not serve its symbols: " + host.reports());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean hasSymbols() {
        return IntStream.of(symbolIds)
                .allMatch(id -> book(id).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                        .handle((book, failure) -> failure == null)
                        .join());
    }

    /** All its books, as the matching thread sees them. */
    public List<BookView> books() {
        return IntStream.of(symbolIds)
                .mapToObj(id ->
                        book(id).orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join())
                .toList();
    }

    private CompletableFuture<BookView> book(int symbolId) {
        return host.book(PARTITION, symbolId, 1).toCompletableFuture();
    }

    /** The way in. */
    public PartitionHost host() {
        return host;
    }

    /** Numbers of its symbols. */
    public int[] symbolIds() {
        return symbolIds.clone();
    }

    /** How it does. */
    public PartitionReport report() {
        return host.reports().get(0);
    }

    /** @throws BenchException if it has given up */
    public void check() {
        String sentence = fatal.get();
        if (!sentence.isEmpty()) {
            throw new BenchException("the partition is out of service: " + sentence);
        }
    }

    @Override
    public void close() {
        host.deactivate();
    }
}
