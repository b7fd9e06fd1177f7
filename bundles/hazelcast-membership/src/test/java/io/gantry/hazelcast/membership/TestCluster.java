package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.cp.internal.CPMemberInfo;
import com.hazelcast.cp.internal.RaftService;
import com.hazelcast.cp.internal.raft.impl.RaftNode;
import com.hazelcast.cp.internal.raftop.metadata.RemoveCPMemberOp;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Members of one cluster in this JVM, on loopback ports that were free a moment ago. */
final class TestCluster implements AutoCloseable {

    private static final FailureTimings TIMINGS = new FailureTimings(
            new FailureTimings.Heartbeats(1, 5),
            new FailureTimings.Sessions(3, 1),
            3,
            new FailureTimings.Elections(500, 1_000, 3));
    private static final AtomicInteger RUNS = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final List<Endpoint> endpoints;
    private final WaitLimits limits;
    private final List<Node> nodes = new ArrayList<>();

    TestCluster(int size) {
        this(size, new WaitLimits(10_000, 200, 60_000, 5_000));
    }

    TestCluster(int size, WaitLimits limits) {
        endpoints = freePorts(size);
        this.limits = limits;
    }

    /** Where the worker in a place listens. */
    Endpoint endpoint(int place) {
        return endpoints.get(place);
    }

    /** Starts a worker in a place and does not wait for it. */
    Node start(String name, int place) {
        ClusterSettings settings = new ClusterSettings("test", endpoints.get(place), endpoints, 3);
        WorkerInfo worker = new WorkerInfo(name, "127.0.0.1", 7400 + place, "run-" + RUNS.incrementAndGet());
        Node node = new Node();
        node.member = new ClusterMember(settings, TIMINGS, limits, worker, node);
        nodes.add(node);
        node.member.start();
        return node;
    }

    @Override
    public void close() {
        nodes.parallelStream().forEach(node -> node.member.close());
    }

    static List<Endpoint> freePorts(int count) {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            List<Endpoint> free = new ArrayList<>();
            for (ServerSocket socket : sockets) {
                free.add(new Endpoint("127.0.0.1", socket.getLocalPort()));
                socket.close();
            }
            return free;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static final class Node implements ClusterMember.Fate {

        private final CompletableFuture<ClusterServices> services = new CompletableFuture<>();
        private final CompletableFuture<String> failure = new CompletableFuture<>();
        private ClusterMember member;

        @Override
        public void formed(ClusterServices formed) {
            services.complete(formed);
        }

        @Override
        public void failed(String sentence) {
            failure.complete(sentence);
        }

        ClusterMember member() {
            return member;
        }

        boolean isFormed() {
            return services.isDone();
        }

        ClusterServices services() {
            if (!services.isDone()) {
                await().atMost(PATIENCE).until(() -> services.isDone() || failure.isDone());
                assertThat(failure).isNotDone();
            }
            return services.join();
        }

        String failure() {
            await().atMost(PATIENCE).until(failure::isDone);
            return failure.join();
        }

        /** What kill -9 does, as far as one JVM can: no leave is taken. */
        void kill() {
            member.instance().getLifecycleService().terminate();
            member.close();
        }

        /**
         * Whether this member's vote counts in all groups of the register: it is there, knows the leader, and the group is whole. Asks
         * Hazelcast's insides, for the lists that can be had otherwise are ahead of the votes.
         */
        boolean keepsRegister() {
            Collection<RaftNode> groups = raft().getAllRaftNodes();
            return groups.size() == 2
                    && groups.stream()
                            .allMatch(group -> group.getLeader() != null
                                    && group.getCommittedMembers().size() == 3
                                    && group.getCommittedMembers().contains(group.getLocalMember()));
        }

        /** Has the register's group go on without another member, as it does with one that was silent for too long. */
        void expel(Node other) {
            RaftService raft = raft();
            CPMemberInfo gone = other.raft().getLocalCPMember();
            raft.getInvocationManager()
                    .invoke(raft.getMetadataGroupId(), new RemoveCPMemberOp(gone))
                    .join();
        }

        private RaftService raft() {
            return ((HazelcastInstanceProxy) member.instance())
                    .getOriginal()
                    .node
                    .getNodeEngine()
                    .getService(RaftService.SERVICE_NAME);
        }
    }
}
