package io.gantry.hazelcast.membership;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How a worker finds its cluster, and how soon silence counts as death. */
@ObjectClassDefinition(
        id = HazelcastMembershipComponent.PID,
        pid = HazelcastMembershipComponent.PID,
        name = "Gantry cluster on Hazelcast",
        description =
                "Where the members are and how soon silence counts as death. The same on every worker but for the bind address.")
@interface HazelcastMembershipConfig {

    String DEFAULT_BIND_HOST = "127.0.0.1";
    int DEFAULT_BIND_PORT = 5701;
    String DEFAULT_MEMBERS = "127.0.0.1:5701,127.0.0.1:5702,127.0.0.1:5703";
    int DEFAULT_CP_MEMBERS = 3;
    int DEFAULT_HEARTBEAT_INTERVAL_SECONDS = 1;
    int DEFAULT_MAX_NO_HEARTBEAT_SECONDS = 5;
    int DEFAULT_SESSION_TTL_SECONDS = 3;
    int DEFAULT_SESSION_HEARTBEAT_SECONDS = 1;
    int DEFAULT_MISSING_MEMBER_REMOVAL_SECONDS = 5;
    int DEFAULT_ELECTION_TIMEOUT_MILLIS = 500;
    int DEFAULT_LEADER_HEARTBEAT_MILLIS = 1_000;
    int DEFAULT_MAX_MISSED_LEADER_HEARTBEATS = 3;
    int DEFAULT_REGISTER_TIMEOUT_MILLIS = 10_000;
    int DEFAULT_RECONCILE_MILLIS = 2_000;
    int DEFAULT_FORM_TIMEOUT_SECONDS = 60;
    int DEFAULT_LEAVE_TIMEOUT_SECONDS = 5;

    @AttributeDefinition(
            description =
                    "Address that Hazelcast listens on. The members' link has no login: keep it on loopback or on a"
                            + " network that only workers can reach.")
    String bindHost() default DEFAULT_BIND_HOST;

    @AttributeDefinition(description = "TCP port that Hazelcast listens on, 1 to 65535; taken as it is or not at all")
    int bindPort() default DEFAULT_BIND_PORT;

    @AttributeDefinition(description = "Bind addresses of all workers, host:port, comma separated, this one's included")
    String members() default DEFAULT_MEMBERS;

    @AttributeDefinition(
            description =
                    "How many workers keep the register, 3, 5 or 7. The cluster forms when as many are there; more"
                            + " than half of them must live. The same on every worker.")
    int cpMembers() default DEFAULT_CP_MEMBERS;

    @AttributeDefinition(description = "Seconds between signs of life. More: deaths without a broken link show later")
    int heartbeatIntervalSeconds() default DEFAULT_HEARTBEAT_INTERVAL_SECONDS;

    @AttributeDefinition(
            description = "Seconds of silence after which a member is gone. Too low: a long pause of the JVM costs a"
                    + " member; too high: a hung worker is noticed late")
    int maxNoHeartbeatSeconds() default DEFAULT_MAX_NO_HEARTBEAT_SECONDS;

    @AttributeDefinition(
            description = "Seconds after which the locks of a silent worker come free. Too low: a busy worker loses its"
                    + " locks; too high: a dead one keeps them")
    int sessionTtlSeconds() default DEFAULT_SESSION_TTL_SECONDS;

    @AttributeDefinition(description = "Seconds between renewals of a worker's locks, less than sessionTtlSeconds")
    int sessionHeartbeatSeconds() default DEFAULT_SESSION_HEARTBEAT_SECONDS;

    @AttributeDefinition(
            description =
                    "Seconds after which a dead worker's place in the register's group is free for another, at least"
                            + " sessionTtlSeconds. Too high: a second death meanwhile may cost the majority")
    int missingMemberRemovalSeconds() default DEFAULT_MISSING_MEMBER_REMOVAL_SECONDS;

    @AttributeDefinition(
            description = "Milliseconds that an election of the register's leader may take before the next")
    int electionTimeoutMillis() default DEFAULT_ELECTION_TIMEOUT_MILLIS;

    @AttributeDefinition(
            description =
                    "Milliseconds between the leader's signs of life. Below 1000, leaders were seen to flap under load")
    int leaderHeartbeatMillis() default DEFAULT_LEADER_HEARTBEAT_MILLIS;

    @AttributeDefinition(description = "Signs of life of the leader that may be missed before there is an election")
    int maxMissedLeaderHeartbeats() default DEFAULT_MAX_MISSED_LEADER_HEARTBEATS;

    @AttributeDefinition(
            description =
                    "Milliseconds that a caller waits for the register. Too low: every election fails a migration")
    int registerTimeoutMillis() default DEFAULT_REGISTER_TIMEOUT_MILLIS;

    @AttributeDefinition(description = "Milliseconds between two readings of the register that put stale routes right")
    int reconcileMillis() default DEFAULT_RECONCILE_MILLIS;

    @AttributeDefinition(
            description =
                    "Seconds that the cluster may take to form before the worker gives up. Three at once on a busy"
                            + " machine need up to 20")
    int formTimeoutSeconds() default DEFAULT_FORM_TIMEOUT_SECONDS;

    @AttributeDefinition(
            description =
                    "Seconds that leaving may take before the worker is simply gone, and replaced as a dead one is."
                            + " When all workers stop at once, the last ones wait that long for each other")
    int leaveTimeoutSeconds() default DEFAULT_LEAVE_TIMEOUT_SECONDS;
}
