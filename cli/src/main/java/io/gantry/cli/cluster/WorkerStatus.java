package io.gantry.cli.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * How a worker does.
 *
 * @param worker who
 * @param pid its process, {@link WorkerEntry#NO_PROCESS} if it has none
 * @param state what can be said in one word
 * @param detail what is wrong or awaited, empty when all is well
 * @param symbols listed in the partitions of which it is the primary
 * @param restingOrders in the books of those
 * @param commands sequenced by it since its process started
 * @param replicas one for each partition that it hosts
 */
public record WorkerStatus(
        WorkerEntry worker,
        long pid,
        WorkerState state,
        String detail,
        long symbols,
        long restingOrders,
        long commands,
        List<ReplicaStatus> replicas) {

    public WorkerStatus {
        replicas = List.copyOf(replicas);
    }

    public boolean isAlive() {
        return state != WorkerState.DOWN;
    }

    static WorkerStatus down(WorkerEntry worker) {
        return new WorkerStatus(worker, WorkerEntry.NO_PROCESS, WorkerState.DOWN, "", 0, 0, 0, List.of());
    }

    static WorkerStatus starting(WorkerEntry worker, long pid, String detail) {
        return new WorkerStatus(worker, pid, WorkerState.STARTING, detail, 0, 0, 0, List.of());
    }

    /** Reads what the worker's status command prints as JSON. */
    static WorkerStatus of(WorkerEntry worker, long pid, JsonNode report) {
        List<JsonNode> partitions = StreamSupport.stream(
                        report.path("partitions").spliterator(), false)
                .toList();
        WorkerState state = WorkerState.SERVING;
        List<String> details = new ArrayList<>();
        for (JsonNode partition : partitions) {
            String name = partition.path("state").asText();
            if (!name.equals(WorkerState.SERVING.name())) {
                String detail = partition.path("detail").asText("");
                details.add("partition " + partition.path("partition").asInt() + " is " + name
                        + (detail.isEmpty() ? "" : ": " + detail));
            }
            state = worse(state, name);
        }
        List<Integer> missing = missing(worker, partitions);
        if (!missing.isEmpty()) {
            state = state == WorkerState.FAILED ? state : WorkerState.STARTING;
            details.add((missing.size() == 1 ? "partition " : "partitions ")
                    + missing.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + (missing.size() == 1 ? " is" : " are") + " not there yet");
        }
        List<JsonNode> primaries = partitions.stream()
                .filter(partition -> ReplicaStatus.of(partition).isPrimary())
                .toList();
        return new WorkerStatus(
                worker,
                pid,
                state,
                String.join("; ", details),
                sum(primaries, "symbols"),
                sum(primaries, "restingOrders"),
                sum(partitions, "commands"),
                partitions.stream().map(ReplicaStatus::of).toList());
    }

    private static WorkerState worse(WorkerState soFar, String partition) {
        if (partition.equals(WorkerState.FAILED.name()) || soFar == WorkerState.FAILED) {
            return WorkerState.FAILED;
        }
        return partition.equals(WorkerState.SERVING.name()) ? soFar : WorkerState.RECOVERING;
    }

    private static List<Integer> missing(WorkerEntry worker, List<JsonNode> partitions) {
        List<Integer> there = partitions.stream()
                .map(partition -> partition.path("partition").asInt())
                .toList();
        return worker.replicas().stream()
                .filter(partition -> !there.contains(partition))
                .toList();
    }

    private static long sum(List<JsonNode> partitions, String figure) {
        return partitions.stream()
                .mapToLong(partition -> partition.path(figure).asLong())
                .sum();
    }
}
