package io.gantry.hazelcast.membership;

/**
 * How soon Hazelcast takes silence for death. See {@link HazelcastMembershipConfig}.
 *
 * @param heartbeats between members
 * @param sessions of the holders of locks
 * @param missingMemberRemovalSeconds until a dead keeper of the register is replaced
 * @param elections of the register's leader
 */
record FailureTimings(Heartbeats heartbeats, Sessions sessions, int missingMemberRemovalSeconds, Elections elections) {

    FailureTimings {
        atLeast("missingMemberRemovalSeconds", missingMemberRemovalSeconds, sessions.ttlSeconds());
    }

    static FailureTimings of(HazelcastMembershipConfig config) {
        return new FailureTimings(
                new Heartbeats(config.heartbeatIntervalSeconds(), config.maxNoHeartbeatSeconds()),
                new Sessions(config.sessionTtlSeconds(), config.sessionHeartbeatSeconds()),
                config.missingMemberRemovalSeconds(),
                new Elections(
                        config.electionTimeoutMillis(),
                        config.leaderHeartbeatMillis(),
                        config.maxMissedLeaderHeartbeats()));
    }

    record Heartbeats(int intervalSeconds, int maxSilenceSeconds) {
        Heartbeats {
            atLeast("heartbeatIntervalSeconds", intervalSeconds, 1);
            atLeast("maxNoHeartbeatSeconds", maxSilenceSeconds, 2 * intervalSeconds);
        }
    }

    record Sessions(int ttlSeconds, int heartbeatSeconds) {
        Sessions {
            atLeast("sessionHeartbeatSeconds", heartbeatSeconds, 1);
            atLeast("sessionTtlSeconds", ttlSeconds, heartbeatSeconds + 1);
        }
    }

    record Elections(int timeoutMillis, int leaderHeartbeatMillis, int missedLeaderHeartbeats) {
        Elections {
            atLeast("electionTimeoutMillis", timeoutMillis, 100);
            atLeast("leaderHeartbeatMillis", leaderHeartbeatMillis, 100);
            atLeast("maxMissedLeaderHeartbeats", missedLeaderHeartbeats, 1);
        }
    }

    static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(key + ": " + value + " is less than " + least);
        }
    }
}
