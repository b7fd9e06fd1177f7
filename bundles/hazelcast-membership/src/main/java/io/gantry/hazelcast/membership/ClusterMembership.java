package io.gantry.hazelcast.membership;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.MembershipListener;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live workers, from Hazelcast's list of members. Of two members with one name the one that joined earlier is the worker; the
 * other does not count, and finds out by itself. Thread-safe.
 */
final class ClusterMembership implements Membership {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterMembership.class);

    private final Supplier<HazelcastInstance> instance;
    private final WorkerInfo self;
    private final ListenerBoard<MembershipListener> listeners;
    private volatile List<WorkerInfo> workers;

    /**
     * @param instance the present one: a member that joins again has another
     * @param oneThread listeners are called on it, and {@link #refresh} is
     */
    ClusterMembership(Supplier<HazelcastInstance> instance, WorkerInfo self, Executor oneThread) {
        this.instance = instance;
        this.self = self;
        listeners = new ListenerBoard<>(oneThread);
        workers = List.copyOf(byName().values());
    }

    @Override
    public WorkerInfo self() {
        return self;
    }

    @Override
    public List<WorkerInfo> workers() {
        return workers;
    }

    @Override
    public boolean clustered() {
        return true;
    }

    void add(MembershipListener listener) {
        listeners.add(listener, fresh -> workers.forEach(fresh::joined));
    }

    void remove(MembershipListener listener) {
        listeners.remove(listener);
    }

    /** Looks at the members again and tells who came and went. On the listeners' thread. */
    void refresh() {
        List<WorkerInfo> before = workers;
        List<WorkerInfo> now = List.copyOf(byName().values());
        workers = now;
        List<WorkerInfo> gone = without(before, now);
        List<WorkerInfo> come = without(now, before);
        gone.forEach(worker -> LOG.info("worker {} at {} has left", worker.name(), worker.address()));
        come.forEach(worker -> LOG.info("worker {} at {} has joined", worker.name(), worker.address()));
        listeners.tellAll(listener -> {
            gone.forEach(listener::left);
            come.forEach(listener::joined);
        });
    }

    /** How many members there are, workers or not. */
    int size() {
        return instance.get().getCluster().getMembers().size();
    }

    /** Whether this member is the one that looks after what all share. */
    boolean isOldest() {
        return instance.get().getCluster().getMembers().iterator().next().localMember();
    }

    /** A worker of this one's name that was there earlier. */
    Optional<WorkerInfo> olderNamesake() {
        for (Member member : instance.get().getCluster().getMembers()) {
            if (member.localMember()) {
                break;
            }
            Optional<WorkerInfo> worker = MemberAttributes.read(member);
            if (worker.isPresent() && worker.get().name().equals(self.name())) {
                return worker;
            }
        }
        return Optional.empty();
    }

    private Map<String, WorkerInfo> byName() {
        Map<String, WorkerInfo> byName = new TreeMap<>();
        // Hazelcast lists members in the order in which they joined.
        for (Member member : instance.get().getCluster().getMembers()) {
            Optional<WorkerInfo> worker = MemberAttributes.read(member);
            if (worker.isEmpty()) {
                LOG.warn("member {} of the cluster is no worker, ignored", member);
            } else {
                byName.putIfAbsent(worker.get().name(), worker.get());
            }
        }
        return byName;
    }

    private static List<WorkerInfo> without(List<WorkerInfo> workers, List<WorkerInfo> others) {
        List<WorkerInfo> rest = new ArrayList<>(workers);
        rest.removeAll(others);
        return rest;
    }
}
