package io.gantry.cli.operate;

import io.gantry.cli.cluster.ReplicaStatus;
import io.gantry.cli.cluster.WorkerStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Each partition with its primary and its replicas, put together from what all workers say. Of two words the one of the higher epoch counts. */
final class PartitionTable {

    private static final Comparator<Replica> NEWEST_WORD = Comparator.comparingLong(
                    (Replica replica) -> replica.status.epoch())
            .thenComparing(replica -> replica.status.isPrimary());

    private record Replica(String worker, ReplicaStatus status) {}

    private PartitionTable() {}

    static TextTable of(List<WorkerStatus> statuses) {
        TextTable table = new TextTable(List.of("PARTITION", "PRIMARY", "EPOCH", "IN SYNC", "REPLICAS"));
        byPartition(statuses).forEach((partition, replicas) -> {
            Replica newest = replicas.stream().max(NEWEST_WORD).orElseThrow();
            table.row(List.of(
                    Integer.toString(partition),
                    newest.status.isPrimary() ? newest.worker : "?",
                    Long.toString(newest.status.epoch()),
                    String.join(",", newest.status.inSync()),
                    replicas.stream()
                            .map(replica -> describe(replica, newest.status.epoch()))
                            .collect(Collectors.joining(", "))));
        });
        return table;
    }

    private static Map<Integer, List<Replica>> byPartition(List<WorkerStatus> statuses) {
        Map<Integer, List<Replica>> byPartition = new TreeMap<>();
        for (WorkerStatus status : statuses) {
            for (ReplicaStatus replica : status.replicas()) {
                byPartition
                        .computeIfAbsent(replica.partition(), unused -> new ArrayList<>())
                        .add(new Replica(status.worker().name(), replica));
            }
        }
        return byPartition;
    }

    private static String describe(Replica replica, long newestEpoch) {
        boolean isOld = replica.status.epoch() < newestEpoch;
        return replica.worker + " " + replica.status.role() + (isOld ? " of epoch " + replica.status.epoch() : "");
    }
}
