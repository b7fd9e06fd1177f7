package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerStatusTest {

    private static final WorkerEntry WORKER =
            new WorkerEntry("w1", 7, "127.0.0.1", 7400, 5701, Path.of("/w1"), List.of(1, 2), List.of(3));

    @Test
    void shouldServeAndAddUpFiguresWhenAllReplicasServe() throws JsonProcessingException {
        WorkerStatus status = status(
                partition(1, "SERVING", "PRIMARY", ""),
                partition(2, "SERVING", "PRIMARY", ""),
                partition(3, "SERVING", "STANDBY", ""));

        assertThat(status)
                .isEqualTo(new WorkerStatus(
                        WORKER,
                        7,
                        WorkerState.SERVING,
                        "",
                        4,
                        6,
                        12,
                        List.of(replica(1, "PRIMARY"), replica(2, "PRIMARY"), replica(3, "STANDBY"))));
    }

    @Test
    void shouldBeRecoveringWhenOneReplicaIs() throws JsonProcessingException {
        WorkerStatus status = status(
                partition(1, "SERVING", "PRIMARY", ""),
                partition(2, "SERVING", "PRIMARY", ""),
                partition(3, "RECOVERING", "LEARNER", "catching up with w2"));

        assertThat(status.state()).isEqualTo(WorkerState.RECOVERING);
        assertThat(status.detail()).isEqualTo("partition 3 is RECOVERING: catching up with w2");
    }

    @Test
    void shouldHaveFailedWhenOneReplicaHasAndOthersAreMissing() throws JsonProcessingException {
        WorkerStatus status = status(partition(1, "FAILED", "RECOVERING", "disk full"));

        assertThat(status.state()).isEqualTo(WorkerState.FAILED);
        assertThat(status.detail()).isEqualTo("partition 1 is FAILED: disk full; partitions 2, 3 are not there yet");
    }

    @Test
    void shouldBeStartingWhenAStandbyIsMissing() throws JsonProcessingException {
        WorkerStatus status = status(partition(1, "SERVING", "PRIMARY", ""), partition(2, "SERVING", "PRIMARY", ""));

        assertThat(status.state()).isEqualTo(WorkerState.STARTING);
    }

    private static WorkerStatus status(String... partitions) throws JsonProcessingException {
        String json = "{\"partitions\":[" + String.join(",", partitions) + "]}";
        return WorkerStatus.of(WORKER, 7, new ObjectMapper().readTree(json));
    }

    private static ReplicaStatus replica(int partition, String role) {
        return new ReplicaStatus(partition, "SERVING", role, 5, List.of("w1", "w2"), 30, 20, 10);
    }

    private static String partition(int number, String state, String role, String detail) {
        return "{\"partition\":" + number + ",\"state\":\"" + state + "\",\"detail\":\"" + detail + "\",\"role\":\""
                + role
                + "\",\"epoch\":5,\"inSync\":[\"w1\",\"w2\"],\"symbols\":2,\"restingOrders\":3,\"commands\":4,"
                + "\"journalBytes\":30,\"durableBytes\":20,\"committedBytes\":10}";
    }
}
