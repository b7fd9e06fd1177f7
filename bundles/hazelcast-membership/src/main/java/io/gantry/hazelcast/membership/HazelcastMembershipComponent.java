package io.gantry.hazelcast.membership;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.MembershipListener;
import io.gantry.engine.api.cluster.MigrationLocks;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.RouteListener;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.worker.WorkerConfig;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a worker that has this configuration a member of a cluster. Its services appear once the cluster has formed. */
@Component(
        name = HazelcastMembershipComponent.PID,
        configurationPid = {HazelcastMembershipComponent.PID, WorkerConfig.PID},
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
public final class HazelcastMembershipComponent {

    /** Name of the component and of its configuration. */
    public static final String PID = "io.gantry.hazelcast.membership";

    private static final Logger LOG = LoggerFactory.getLogger(HazelcastMembershipComponent.class);

    private final Optional<Consumer<String>> fatal;
    private final ServiceOffers offers;
    private final LateListeners<RouteListener> routeListeners = new LateListeners<>();
    private final LateListeners<MembershipListener> membershipListeners = new LateListeners<>();
    private final ClusterMember member;

    /** @param fatal where a worker that cannot go on says why; null if nobody wants to know */
    @Activate
    public HazelcastMembershipComponent(
            WorkerConfig worker,
            HazelcastMembershipConfig config,
            BundleContext context,
            @Reference(target = "(gantry.fatal=true)", cardinality = ReferenceCardinality.OPTIONAL)
                    Consumer<String> fatal) {
        this.fatal = Optional.ofNullable(fatal);
        offers = new ServiceOffers(context);
        try {
            member = new ClusterMember(
                    ClusterSettings.of(worker.cluster(), config),
                    FailureTimings.of(config),
                    WaitLimits.of(config),
                    workerOf(worker),
                    new Outcome());
        } catch (IllegalArgumentException wrong) {
            end("configuration " + PID + ": " + wrong.getMessage());
            throw wrong;
        }
        member.start();
    }

    @Deactivate
    void deactivate() {
        offers.close();
        member.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRouteListener(RouteListener listener) {
        routeListeners.add(listener);
    }

    void removeRouteListener(RouteListener listener) {
        routeListeners.remove(listener);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addMembershipListener(MembershipListener listener) {
        membershipListeners.add(listener);
    }

    void removeMembershipListener(MembershipListener listener) {
        membershipListeners.remove(listener);
    }

    private static WorkerInfo workerOf(WorkerConfig worker) {
        if (worker.port() < 1) {
            throw new IllegalArgumentException(
                    "port: " + worker.port() + " of the worker must be fixed, for the others are told it");
        }
        return new WorkerInfo(
                worker.name(), worker.host(), worker.port(), UUID.randomUUID().toString());
    }

    private void end(String sentence) {
        LOG.error(sentence);
        fatal.ifPresent(consumer -> consumer.accept(sentence));
    }

    private final class Outcome implements ClusterMember.Fate {

        @Override
        public void formed(ClusterServices services) {
            routeListeners.open(services.routes()::add, services.routes()::remove);
            membershipListeners.open(services.membership()::add, services.membership()::remove);
            offers.offer(Membership.class, services.membership());
            offers.offer(OwnerRegister.class, services.register());
            offers.offer(RouteCache.class, services.routes());
            offers.offer(MigrationLocks.class, services.locks());
        }

        @Override
        public void failed(String sentence) {
            offers.close();
            end(sentence);
        }
    }
}
