package io.gantry.transport;

import io.gantry.engine.api.cluster.PeerService;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * A peer service that is fetched when it is first asked for. Not before: it may itself need {@link
 * io.gantry.engine.api.cluster.Peers}, and two components that fetch each other while they activate find a circle. Thread-safe.
 */
final class LatePeerService implements Supplier<Optional<PeerService>> {

    private final BundleContext context;
    private final ServiceReference<PeerService> reference;
    private Optional<PeerService> fetched = Optional.empty();
    private boolean isGivenBack;

    LatePeerService(BundleContext context, ServiceReference<PeerService> reference) {
        this.context = context;
        this.reference = reference;
    }

    /** The service; empty if it has gone. */
    @Override
    public synchronized Optional<PeerService> get() {
        if (fetched.isEmpty() && !isGivenBack) {
            fetched = Optional.ofNullable(context.getService(reference));
        }
        return fetched;
    }

    /** Lets it go, for good. */
    synchronized void giveBack() {
        isGivenBack = true;
        if (fetched.isPresent()) {
            fetched = Optional.empty();
            context.ungetService(reference);
        }
    }
}
