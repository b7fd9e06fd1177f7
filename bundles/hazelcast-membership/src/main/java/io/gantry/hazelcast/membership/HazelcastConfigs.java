package io.gantry.hazelcast.membership;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import com.hazelcast.config.cp.CPSubsystemConfig;
import com.hazelcast.config.cp.FencedLockConfig;
import com.hazelcast.config.cp.RaftAlgorithmConfig;
import io.gantry.engine.api.cluster.WorkerInfo;

/** Writes Hazelcast's configuration. docs/decisions/0002-hazelcast.md tells where the figures come from. */
final class HazelcastConfigs {

    private static final int NOT_REENTRANT = 1;
    /** Every first start takes that long, whoever is there. */
    private static final int SECONDS_TO_FIND_A_MASTER = 3;

    private static final String SECONDS_BEFORE_JOIN = "1";
    private static final String SECONDS_BEFORE_FIRST_MERGE = "15";
    private static final String SECONDS_BETWEEN_MERGES = "10";
    /** A change of the register keeps two whole tables in the log's memory until there is a snapshot, which is but one. */
    private static final int LOG_ENTRIES_PER_SNAPSHOT = 20;

    private static final int LOG_ENTRIES_PER_MESSAGE = 10;

    private HazelcastConfigs() {}

    /**
     * The configuration of one member.
     *
     * @param worker the worker it stands for; told to the others
     * @param join how often this process has joined, counting this time
     * @param loader sees Hazelcast's classes
     */
    static Config of(
            ClusterSettings settings,
            FailureTimings timings,
            WaitLimits limits,
            WorkerInfo worker,
            int join,
            ClassLoader loader) {
        Config config = new Config();
        config.setInstanceName("gantry-" + worker.name() + "-" + worker.incarnation() + "-" + join);
        config.setClusterName(settings.cluster());
        config.setClassLoader(loader);
        MemberAttributes.write(worker, config.getMemberAttributeConfig());
        network(config.getNetworkConfig(), settings);
        properties(config, timings.heartbeats(), limits);
        register(config.getCPSubsystemConfig(), settings.registerMembers(), timings);
        return config;
    }

    private static void network(NetworkConfig network, ClusterSettings settings) {
        network.setPort(settings.bind().port()).setPortAutoIncrement(false).setReuseAddress(true);
        network.getInterfaces().setEnabled(true).addInterface(settings.bind().host());
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setConnectionTimeoutSeconds(SECONDS_TO_FIND_A_MASTER);
        settings.members().forEach(member -> join.getTcpIpConfig().addMember(member.toString()));
    }

    private static void properties(Config config, FailureTimings.Heartbeats heartbeats, WaitLimits limits) {
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.metrics.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.wait.seconds.before.join", SECONDS_BEFORE_JOIN);
        config.setProperty("hazelcast.max.join.seconds", String.valueOf(limits.formSeconds()));
        config.setProperty("hazelcast.merge.first.run.delay.seconds", SECONDS_BEFORE_FIRST_MERGE);
        config.setProperty("hazelcast.merge.next.run.delay.seconds", SECONDS_BETWEEN_MERGES);
        config.setProperty("hazelcast.graceful.shutdown.max.wait", String.valueOf(limits.agreedLeaveSeconds()));
        config.setProperty("hazelcast.heartbeat.interval.seconds", String.valueOf(heartbeats.intervalSeconds()));
        config.setProperty("hazelcast.max.no.heartbeat.seconds", String.valueOf(heartbeats.maxSilenceSeconds()));
        // hazelcast.operation.call.timeout.millis stays as it is, 60000: brought near the heartbeat's limit, survivors
        // of a hung member
        // expelled each other. Callers wait for less on their own account.
    }

    private static void register(CPSubsystemConfig register, int members, FailureTimings timings) {
        register.setCPMemberCount(members);
        register.setGroupSize(members);
        register.setSessionTimeToLiveSeconds(timings.sessions().ttlSeconds());
        register.setSessionHeartbeatIntervalSeconds(timings.sessions().heartbeatSeconds());
        register.setMissingCPMemberAutoRemovalSeconds(timings.missingMemberRemovalSeconds());
        // Otherwise Hazelcast repeats a compare-and-set whose leader died, and the repetition says "false" of one that
        // was applied.
        register.setFailOnIndeterminateOperationState(true);
        register.addLockConfig(new FencedLockConfig(FencedLocks.NAME_PREFIX + "*", NOT_REENTRANT));
        RaftAlgorithmConfig raft = register.getRaftAlgorithmConfig();
        raft.setLeaderElectionTimeoutInMillis(timings.elections().timeoutMillis());
        raft.setLeaderHeartbeatPeriodInMillis(timings.elections().leaderHeartbeatMillis());
        raft.setMaxMissedLeaderHeartbeatCount(timings.elections().missedLeaderHeartbeats());
        raft.setCommitIndexAdvanceCountToSnapshot(LOG_ENTRIES_PER_SNAPSHOT);
        raft.setAppendRequestMaxEntryCount(LOG_ENTRIES_PER_MESSAGE);
    }
}
