package io.gantry.hazelcast.membership;

import com.hazelcast.cluster.MembershipAdapter;
import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RegisterException;
import java.util.function.Consumer;

/** What a member does again and again, and whenever something happens to the cluster. */
final class Upkeep {

    private static final long PROMOTION_PAUSE_MILLIS = 1_000;
    private static final long WATCH_PAUSE_MILLIS = 500;

    private final HazelcastInstance instance;
    private final ClusterServices services;
    private final Watchdog watchdog;
    private final ClusterThreads threads;
    private final Consumer<String> refused;

    /** @param refused hears that another worker has this one's name and was there first */
    Upkeep(
            HazelcastInstance instance,
            ClusterServices services,
            Watchdog watchdog,
            ClusterThreads threads,
            Consumer<String> refused) {
        this.instance = instance;
        this.services = services;
        this.watchdog = watchdog;
        this.threads = threads;
        this.refused = refused;
    }

    void begin(WaitLimits limits, Promotion promotion) {
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
        instance.getLifecycleService().addLifecycleListener(this::lifecycleChanged);
        membersChanged();
        reconcile();
        threads.repeat("reconciling routes with the register", limits.reconcileMillis(), this::reconcile);
        threads.repeat("filling up the register's group", PROMOTION_PAUSE_MILLIS, promotion::run);
        threads.repeat("watching the members", WATCH_PAUSE_MILLIS, () -> {
            if (instance.getLifecycleService().isRunning()) {
                watchdog.membersSeen(services.membership().size());
            }
        });
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
        if (services.membership().isOldest()) {
            services.routes().write(table);
        }
    }

    private void membersChanged() {
        threads.events().execute(() -> {
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
