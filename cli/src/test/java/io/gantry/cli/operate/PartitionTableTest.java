package io.gantry.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.cli.cluster.ReplicaStatus;
import io.gantry.cli.cluster.WorkerEntry;
import io.gantry.cli.cluster.WorkerState;
import io.gantry.cli.cluster.WorkerStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionTableTest {

    @Test
    void shouldBelieveTheHigherEpochWhenAnOldPrimaryHasNotHeardOfIt() {
        List<WorkerStatus> statuses = List.of(
                worker("w1", replica(1, "PRIMARY", 3, "w1", "w2", "w3")),
                worker("w2", replica(1, "PRIMARY", 4, "w2", "w3"), replica(2, "STANDBY", 7, "w2", "w3")),
                worker("w3", replica(1, "STANDBY", 4, "w2", "w3"), replica(2, "LEARNER", 6, "w3")));

        assertThat(PartitionTable.of(statuses)).hasToString("""
                PARTITION  PRIMARY  EPOCH  IN SYNC  REPLICAS
                        1  w2           4  w2,w3    w1 PRIMARY of epoch 3, w2 PRIMARY, w3 STANDBY
                        2  ?            7  w2,w3    w2 STANDBY, w3 LEARNER of epoch 6
                """);
    }

    private static WorkerStatus worker(String name, ReplicaStatus... replicas) {
        WorkerEntry entry = new WorkerEntry(name, 1, "127.0.0.1", 1, 2, Path.of("/" + name), List.of(), List.of());
        return new WorkerStatus(entry, 1, WorkerState.SERVING, "", 0, 0, 0, List.of(replicas));
    }

    private static ReplicaStatus replica(int partition, String role, long epoch, String... inSync) {
        return new ReplicaStatus(partition, "SERVING", role, epoch, List.of(inSync), 0, 0, 0);
    }
}
