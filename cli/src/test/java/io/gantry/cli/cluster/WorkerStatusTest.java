package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerStatusTest {

    private static final WorkerEntry WORKER =
            new WorkerEntry("w1", 7, "127.0.0.1", 7400, 5701, Path.of("/w1"), List.of(1, 2));

    @Test
    void shouldServeAndAddUpFiguresWhenAllPartitionsServe() throws JsonProcessingException {
        WorkerStatus status = status(partition(1, "SERVING", "") + "," + partition(2, "SERVING", ""));

        assertThat(status).isEqualTo(new WorkerStatus(WORKER, 7, WorkerState.SERVING, "", 4, 6, 8));
    }

    @Test
    void shouldBeRecoveringWhenOnePartitionIs() throws JsonProcessingException {
        WorkerStatus status = status(partition(1, "SERVING", "") + "," + partition(2, "RECOVERING", ""));

        assertThat(status.state()).isEqualTo(WorkerState.RECOVERING);
        assertThat(status.detail()).isEqualTo("partition 2 is RECOVERING");
    }

    @Test
    void shouldHaveFailedWhenOnePartitionHasAndAnotherIsMissing() throws JsonProcessingException {
        WorkerStatus status = status(partition(1, "FAILED", "disk full"));

        assertThat(status.state()).isEqualTo(WorkerState.FAILED);
        assertThat(status.detail()).isEqualTo("partition 1 is FAILED: disk full; partition 2 is not there yet");
    }

    @Test
    void shouldBeStartingWhenAPartitionIsMissing() throws JsonProcessingException {
        WorkerStatus status = status(partition(1, "SERVING", ""));

        assertThat(status.state()).isEqualTo(WorkerState.STARTING);
    }

    private static WorkerStatus status(String partitions) throws JsonProcessingException {
        return WorkerStatus.of(WORKER, 7, new ObjectMapper().readTree("{\"partitions\":[" + partitions + "]}"));
    }

    private static String partition(int number, String state, String detail) {
        return "{\"partition\":" + number + ",\"state\":\"" + state + "\",\"detail\":\"" + detail
                + "\",\"symbols\":2,\"restingOrders\":3,\"commands\":4}";
    }
}
