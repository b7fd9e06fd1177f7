package io.gantry.migration;

import static java.util.Comparator.naturalOrder;

import io.gantry.engine.api.migration.MigrationStrategy;
import io.gantry.engine.api.migration.MigrationStrategyName;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.StrategyInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The strategies that can be asked for now. Knows references, never strategies: each is borrowed for one call, so that a bundle can be
 * replaced at any time and its classes can go. Any thread.
 */
@Component(name = StrategyCatalog.NAME, service = StrategyCatalog.class)
public final class StrategyCatalog {

    static final String NAME = "io.gantry.migration.strategies";

    private static final Logger LOG = LoggerFactory.getLogger(StrategyCatalog.class);

    private final BundleContext context;
    private final List<ServiceReference<MigrationStrategy>> strategies = new CopyOnWriteArrayList<>();

    @Activate
    public StrategyCatalog(BundleContext context) {
        this.context = context;
    }

    @Reference(
            name = "strategy",
            service = MigrationStrategy.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "remove")
    void add(ServiceReference<MigrationStrategy> strategy) {
        if (nameOf(strategy).isEmpty()) {
            LOG.warn(
                    "strategy of bundle {} ignored: it has no property {}",
                    info(strategy).bundle(),
                    MigrationStrategyName.PROPERTY);
        }
        strategies.add(strategy);
    }

    void remove(ServiceReference<MigrationStrategy> strategy) {
        strategies.remove(strategy);
    }

    /** One entry per name: the one that would be called. */
    List<StrategyInfo> list() {
        return serving().values().stream().map(StrategyCatalog::info).toList();
    }

    /**
     * Lends a strategy for one call.
     *
     * @throws PlanRefusedException if there is none of that name, or it left a moment ago
     */
    <T> T borrow(String name, Function<MigrationStrategy, T> call) {
        Map<String, ServiceReference<MigrationStrategy>> serving = serving();
        ServiceReference<MigrationStrategy> reference = serving.get(name);
        if (reference == null) {
            throw new PlanRefusedException("unknown strategy '" + name + "'; there "
                    + (serving.isEmpty() ? "is none now" : "are: " + String.join(", ", serving.keySet())));
        }
        MigrationStrategy strategy = context.getService(reference);
        if (strategy == null) {
            throw new PlanRefusedException(
                    reference.getBundle() == null
                            ? "strategy " + name + " left a moment ago; ask again"
                            : "strategy " + name + " does not start; the worker's log says why");
        }
        try {
            return call.apply(strategy);
        } finally {
            context.ungetService(reference);
        }
    }

    private Map<String, ServiceReference<MigrationStrategy>> serving() {
        Map<String, ServiceReference<MigrationStrategy>> byName = new TreeMap<>();
        for (ServiceReference<MigrationStrategy> reference : strategies) {
            nameOf(reference).ifPresent(name -> byName.merge(name, reference, BinaryOperator.maxBy(naturalOrder())));
        }
        return byName;
    }

    private static Optional<String> nameOf(ServiceReference<MigrationStrategy> reference) {
        return Optional.ofNullable(reference.getProperty(MigrationStrategyName.PROPERTY))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(name -> !name.isBlank());
    }

    private static StrategyInfo info(ServiceReference<MigrationStrategy> reference) {
        int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer number ? number : 0;
        Bundle bundle = reference.getBundle();
        return new StrategyInfo(
                nameOf(reference).orElse(""),
                ranking,
                bundle == null ? "" : bundle.getSymbolicName(),
                bundle == null ? "" : bundle.getVersion().toString());
    }
}
