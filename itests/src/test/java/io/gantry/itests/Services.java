package io.gantry.itests;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** The services of the container under test. Services of the engine are seen through a {@link Mirror}. */
final class Services {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final String ENGINE_API = "io.gantry.engine.api";

    private final BundleContext context;
    private final Mirror mirror;

    Services(BundleContext context) {
        this.context = context;
        mirror = new Mirror(bundle(ENGINE_API));
    }

    /** A service of the engine, awaited. */
    <T> T get(Class<T> type) {
        return mirror.toTest(type, context.getService(reference(type.getName(), "")));
    }

    /** A service of any type as it is, awaited. */
    Object get(String type) {
        return context.getService(reference(type, ""));
    }

    /** Offers a service of the test to the container, under the engine's type. */
    <T> ServiceRegistration<?> register(Class<T> type, T service) {
        return context.registerService(type.getName(), mirror.toContainer(type, service), new Hashtable<>());
    }

    /** The best service of that type, awaited. */
    ServiceReference<?> reference(String type, String filter) {
        return await("service " + type + " " + filter)
                .atMost(LIMIT)
                .until(() -> references(type, filter), found -> !found.isEmpty())
                .get(0);
    }

    /** Services of that type, best first, whatever class loader the type is from. */
    List<? extends ServiceReference<?>> references(String type, String filter) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type, filter.isEmpty() ? null : filter);
            return found == null
                    ? List.of()
                    : Arrays.stream(found)
                            .sorted((one, other) -> other.compareTo(one))
                            .toList();
        } catch (InvalidSyntaxException wrong) {
            throw new IllegalArgumentException(filter, wrong);
        }
    }

    Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().equals(symbolicName))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no bundle " + symbolicName));
    }
}
