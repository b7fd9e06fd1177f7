package io.gantry.partition;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.engine.api.worker.WorkerConfig;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All books that bundles bring, and among them the one that the configuration names. Offers itself as the partitions'
 * {@link BookSource} as soon as that one is here; before that no partition is served.
 *
 * <p>When the bundle of the named book stops, the books it made go on: their symbols trade, and can be moved away. Symbols that are
 * listed or come by a move are refused until a book of that name is here again; listing is tried again by itself.
 */
@Component(
        name = "io.gantry.partition.books",
        immediate = true,
        configurationPid = {WorkerConfig.PID, PartitionHostComponent.PID},
        service = {})
public final class BookShelf implements BookSource {

    private static final Logger LOG = LoggerFactory.getLogger(BookShelf.class);

    private final BundleContext context;
    private final String wanted;
    private final ConcurrentSkipListMap<ServiceReference<OrderBookFactory>, OrderBookFactory> factories =
            new ConcurrentSkipListMap<>();
    private final AtomicBoolean offered = new AtomicBoolean();
    private final AtomicReference<Optional<ServiceRegistration<BookSource>>> registration =
            new AtomicReference<>(Optional.empty());
    private volatile boolean isActive;

    @Activate
    public BookShelf(BundleContext context, PartitionConfig config) {
        this.context = context;
        wanted = config.book();
    }

    @Activate
    void activate() {
        isActive = true;
        offer();
        if (!isHere()) {
            LOG.warn(
                    "no partition is served: book={} in {}.cfg, and no bundle brings that book; here are {}",
                    wanted,
                    PartitionHostComponent.PID,
                    names());
        }
    }

    @Deactivate
    void deactivate() {
        isActive = false;
        withdraw();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addFactory(ServiceReference<OrderBookFactory> reference, OrderBookFactory factory) {
        factories.put(reference, factory);
        offer();
    }

    void removeFactory(ServiceReference<OrderBookFactory> reference) {
        OrderBookFactory gone = factories.remove(reference);
        if (gone != null && gone.name().equals(wanted) && !isHere()) {
            LOG.warn("book {} left: its running books go on, new symbols wait until its bundle is started", wanted);
        }
    }

    @Override
    public OrderBookFactory factory() {
        // Of two of one name the one of higher rank: references are sorted by rank.
        return factories.descendingMap().values().stream()
                .filter(factory -> factory.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new PartitionException("book " + wanted
                        + " is not here: start the bundle that brings it, or name another book; here are " + names()));
    }

    /** No lock is held while the service is registered: that starts the partitions on this thread. */
    private void offer() {
        if (isActive && isHere() && offered.compareAndSet(false, true)) {
            LOG.info("books of new symbols are made by {}", BookSource.label(factory()));
            registration.set(Optional.of(context.registerService(BookSource.class, this, null)));
            if (!isActive) {
                withdraw();
            }
        }
    }

    private void withdraw() {
        registration.getAndSet(Optional.empty()).ifPresent(ServiceRegistration::unregister);
    }

    private boolean isHere() {
        return names().contains(wanted);
    }

    private SortedSet<String> names() {
        return factories.values().stream().map(OrderBookFactory::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
