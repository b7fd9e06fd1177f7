package io.gantry.hazelcast.membership;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RegisterException;
import java.util.Optional;
import java.util.function.Consumer;

/** What a member does again and again, and whenever something happens to the cluster. */
final class Upkeep {

    private static final long PROMOTION_PAUSE_MILLIS = 1_000;
    private static final long WATCH_PAUSE_MILLIS = 500;

    private final ClusterServices services;
    private final Watchdog watchdog;
    private final ClusterThreads threads;
    private final Consumer<String> refused;
    private volatile Optional<Attached> attached = Optional.empty();

    /** A Hazelcast instance that is being looked after. */
    private record Attached(HazelcastInstance instance, Promotion promotion) {}

    /** @param refused hears that another worker has this one's name and was there first */
    Upkeep(ClusterServices services, Watchdog watchdog, ClusterThreads threads, Consumer<String> refused) {
        this.services = services;
        this.watchdog = watchdog;
        this.threads = threads;
        this.refused = refused;
    }

    /** Looks after this instance from now on. */
    void attach(HazelcastInstance instance, Promotion promotion) {
        attached = Optional.of(new Attached(instance, promotion));
        instance.getCluster().addMembershipListener(new MembershipAdapter() {
            @Override
            public void memberAdded(MembershipEvent event) {
                membersChanged();
            }

            @Override
            public void memberRemoved(MembershipEvent event) {
                membersChanged();
            }
        });
        instance.getLifecycleService().addLifecycleListener(event -> {
            if (isAttached(instance)) {
                lifecycleChanged(event);
            }
        });
        membersChanged();
        reconcile();
    }

    /** Looks after none until another is attached. */
    void detach() {
        attached = Optional.empty();
    }

    /** Begins what is done again and again. */
    void begin(WaitLimits limits) {
        threads.repeat("reconciling routes with the register", limits.reconcileMillis(), this::reconcile);
        threads.repeat("filling up the register's group", PROMOTION_PAUSE_MILLIS, () -> {
            Optional<Attached> present = attached;
            if (present.isPresent()) {
                present.get().promotion.run();
            }
        });
        threads.repeat("watching the members", WATCH_PAUSE_MILLIS, () -> {
            if (attached.filter(
                            present -> present.instance.getLifecycleService().isRunning())
                    .isPresent()) {
                watchdog.membersSeen(services.membership().size());
            }
        });
    }

    private boolean isAttached(HazelcastInstance instance) {
        return attached.filter(present -> present.instance == instance).isPresent();
    }

    private void reconcile() {
        OwnerTable table;
        try {
            table = services.register().read();
        } catch (RegisterException unreachable) {
            if (threads.isClosed()) {
                return;
            }
            watchdog.registerFailed(unreachable.getMessage());
            return;
        }
        watchdog.registerAnswered();
        services.routes().learn(table);
        if (attached.isPresent() && services.membership().isOldest()) {
            services.routes().write(table);
        }
    }

    private void membersChanged() {
        threads.events().execute(() -> {
            if (attached.isEmpty()) {
                return;
            }
            services.membership().refresh();
            services.membership()
                    .olderNamesake()
                    .ifPresent(older -> refused.accept(
                            Formation.refusal(services.membership().self(), older)));
        });
    }

    private void lifecycleChanged(LifecycleEvent event) {
        LifecycleEvent.LifecycleState state = event.getState();
        switch (state) {
            case MERGING, MERGE_FAILED -> watchdog.lifecycleChanged(state.name());
            case MERGED -> {
                watchdog.lifecycleChanged(state.name());
                membersChanged();
            }
            case SHUTDOWN -> {
                if (!threads.isClosed()) {
                    watchdog.lifecycleChanged(state.name());
                }
            }
            default -> {
                // The others come with every start and every orderly end.
            }
        }
    }
}
