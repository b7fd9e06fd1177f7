package io.gantry.router;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.MembershipListener;
import io.gantry.engine.api.cluster.MigrationLocks;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.RouteListener;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.worker.WorkerConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Makes a worker that has this configuration a worker on its own. */
@Component(
        name = LocalClusterComponent.PID,
        configurationPid = {LocalClusterComponent.PID, WorkerConfig.PID},
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class LocalClusterComponent {

    /** Name of the component and of the configuration whose presence asks for it; it has no settings. */
    public static final String PID = "io.gantry.router.local";

    private final LocalCluster cluster;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private boolean closed;

    /** @param fatal where a worker that cannot go on says why; null if nobody wants to know */
    @Activate
    public LocalClusterComponent(
            WorkerConfig worker,
            BundleContext context,
            @Reference(target = "(gantry.fatal=true)", cardinality = ReferenceCardinality.OPTIONAL)
                    Consumer<String> fatal) {
        cluster = new LocalCluster(self(worker, Optional.ofNullable(fatal)), Path.of(worker.home()), Clock.systemUTC());
        // Not on this thread: registering wakes components that are listeners of this one, which must be active by
        // then. Nor on that of the listeners, for whom a component that wakes may wait.
        Thread registering = new Thread(() -> register(context), "gantry-local-registering");
        registering.setDaemon(true);
        registering.start();
    }

    private static WorkerInfo self(WorkerConfig worker, Optional<Consumer<String>> fatal) {
        try {
            return new WorkerInfo(
                    worker.name(),
                    worker.host(),
                    worker.port(),
                    UUID.randomUUID().toString());
        } catch (IllegalArgumentException wrong) {
            fatal.ifPresent(
                    consumer -> consumer.accept("configuration " + WorkerConfig.PID + ": " + wrong.getMessage()));
            throw wrong;
        }
    }

    @Deactivate
    void deactivate() {
        synchronized (this) {
            closed = true;
            Collections.reverse(registrations);
        }
        registrations.forEach(ServiceRegistration::unregister);
        cluster.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRouteListener(RouteListener listener) {
        cluster.routes().add(listener);
    }

    void removeRouteListener(RouteListener listener) {
        cluster.routes().remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMembershipListener(MembershipListener listener) {
        cluster.membership().add(listener);
    }

    void removeMembershipListener(MembershipListener listener) {
        cluster.membership().remove(listener);
    }

    private void register(BundleContext context) {
        register(context, Membership.class, cluster.membership());
        register(context, OwnerRegister.class, cluster.register());
        register(context, RouteCache.class, cluster.routes());
        register(context, MigrationLocks.class, cluster.locks());
    }

    private <S> void register(BundleContext context, Class<S> type, S service) {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        ServiceRegistration<S> registration = context.registerService(type, service, new Hashtable<>());
        synchronized (this) {
            if (!closed) {
                registrations.add(registration);
                return;
            }
        }
        registration.unregister();
    }
}
