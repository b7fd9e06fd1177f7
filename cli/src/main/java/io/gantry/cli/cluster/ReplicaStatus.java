package io.gantry.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * How one worker's replica of a partition does, in the words of the worker.
 *
 * @param partition its number
 * @param state {@code SERVING}, {@code RECOVERING} or {@code FAILED}
 * @param role {@code PRIMARY}, {@code STANDBY}, {@code LEARNER} or {@code RECOVERING}
 * @param epoch of the primary that it knows, 0 if it knows none
 * @param inSync names of the workers with an in-sync replica, as it knows them
 * @param journalBytes how far its log goes
 * @param durableBytes how far its log is on disk
 * @param committedBytes how far every in-sync replica has the log, as it knows it
 */
public record ReplicaStatus(
        int partition,
        String state,
        String role,
        long epoch,
        List<String> inSync,
        long journalBytes,
        long durableBytes,
        long committedBytes) {

    private static final String PRIMARY = "PRIMARY";

    public ReplicaStatus {
        inSync = List.copyOf(inSync);
    }

    /** Whether it sequences commands, or believes so. */
    public boolean isPrimary() {
        return role.equals(PRIMARY);
    }

    static ReplicaStatus of(JsonNode report) {
        return new ReplicaStatus(
                report.path("partition").asInt(),
                report.path("state").asText(),
                report.path("role").asText(),
                report.path("epoch").asLong(),
                StreamSupport.stream(report.path("inSync").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList(),
                report.path("journalBytes").asLong(),
                report.path("durableBytes").asLong(),
                report.path("committedBytes").asLong());
    }
}
