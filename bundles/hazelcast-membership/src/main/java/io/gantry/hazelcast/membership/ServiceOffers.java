package io.gantry.hazelcast.membership;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Services that are registered when they are ready, and not at all once closed. Thread-safe. */
final class ServiceOffers implements AutoCloseable {

    private final BundleContext context;
    private final Deque<ServiceRegistration<?>> registrations = new ArrayDeque<>();
    private boolean closed;

    ServiceOffers(BundleContext context) {
        this.context = context;
    }

    <S> void offer(Class<S> type, S service) {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        // Not under the lock: registering wakes whoever waits for the service.
        ServiceRegistration<S> registration = context.registerService(type, service, new Hashtable<>());
        synchronized (this) {
            if (!closed) {
                registrations.push(registration);
                return;
            }
        }
        registration.unregister();
    }

    /** Takes all services back, the last one first. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        registrations.forEach(ServiceRegistration::unregister);
    }
}
