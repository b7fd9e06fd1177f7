package io.gantry.partition;

import io.gantry.engine.api.cluster.Peers;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * The links to other workers, fetched when they are first used. Not before: they need the partitions, and two components that fetch each
 * other while they activate find a circle. Thread-safe; once fetched, takes no lock.
 */
final class LatePeers {

    private final BundleContext context;
    private final ServiceReference<Peers> reference;
    private volatile Optional<Peers> fetched = Optional.empty();
    private boolean isGivenBack;

    LatePeers(BundleContext context, ServiceReference<Peers> reference) {
        this.context = context;
        this.reference = reference;
    }

    boolean isOf(ServiceReference<Peers> other) {
        return reference.equals(other);
    }

    /** The links; empty if they have gone. */
    Optional<Peers> get() {
        Optional<Peers> links = fetched;
        return links.isPresent() ? links : fetch();
    }

    /** Lets them go, for good. */
    synchronized void giveBack() {
        isGivenBack = true;
        if (fetched.isPresent()) {
            fetched = Optional.empty();
            context.ungetService(reference);
        }
    }

    private synchronized Optional<Peers> fetch() {
        if (fetched.isEmpty() && !isGivenBack) {
            fetched = Optional.ofNullable(context.getService(reference));
        }
        return fetched;
    }
}
