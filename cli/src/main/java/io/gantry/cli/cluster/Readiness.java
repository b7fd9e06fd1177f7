package io.gantry.cli.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Whether a worker whose partitions serve can be used by everybody: clients reach its port, it knows the way to every
 * partition, and it can move symbols.
 */
final class Readiness {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);
    private static final int CONNECT_MILLIS = 1_000;

    private final Set<Integer> expected;

    /** @param workers those whose partitions must be known, each to each */
    Readiness(List<WorkerEntry> workers) {
        expected =
                workers.stream().flatMap(worker -> worker.partitions().stream()).collect(Collectors.toSet());
    }

    /** What is still awaited, empty when nothing is. */
    Optional<String> awaited(WorkerEntry worker) {
        if (!isListening(worker)) {
            return Optional.of("its port " + worker.port() + " is not open yet");
        }
        try (ShellConnection shell = ShellConnection.open(worker)) {
            Set<Integer> unknown = unknown(shell.ask("gantry:routes --json", ANSWER_LIMIT));
            if (!unknown.isEmpty()) {
                return Optional.of("it does not know yet where to find partitions " + unknown);
            }
            return shell.ask("gantry:migrations --json", ANSWER_LIMIT).isOk()
                    ? Optional.empty()
                    : Optional.of("it cannot move symbols yet");
        } catch (ClusterException notThere) {
            return Optional.of(notThere.getMessage());
        }
    }

    private Set<Integer> unknown(ShellAnswer routes) {
        try {
            JsonNode known =
                    JSON.readTree(routes.isOk() ? routes.output() : "{}").path("partitions");
            Set<Integer> reachable = StreamSupport.stream(known.spliterator(), false)
                    .filter(partition -> partition.path("alive").asBoolean())
                    .map(partition -> partition.path("partition").asInt())
                    .collect(Collectors.toSet());
            return expected.stream()
                    .filter(partition -> !reachable.contains(partition))
                    .collect(Collectors.toSet());
        } catch (JsonProcessingException garbled) {
            throw new ClusterException("its routes are not JSON: " + garbled.getOriginalMessage(), garbled);
        }
    }

    private static boolean isListening(WorkerEntry worker) {
        try (Socket socket = new Socket()) {
            socket.connect(worker.address(), CONNECT_MILLIS);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
