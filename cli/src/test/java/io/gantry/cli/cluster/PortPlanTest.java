package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortPlanTest {

    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path temp;

    private final PortPlan plan = new PortPlan(new Random(11));

    @Test
    void shouldDealOutPartitionsInTurnWhenWorkersHaveSeveral() {
        List<WorkerEntry> entries = PortPlan.entries(new ClusterShape(3, 2, 0), ClusterFolder.at(temp));

        assertThat(entries).extracting(WorkerEntry::name).containsExactly("w1", "w2", "w3");
        assertThat(entries)
                .extracting(WorkerEntry::partitions)
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 6));
    }

    @Test
    void shouldGiveEachPartitionStandbysOnTheNextWorkersInTurn() {
        ClusterShape shape = new ClusterShape(4, 2, 0, new Replication(2, Optional.empty()));

        List<WorkerEntry> entries = PortPlan.entries(shape, ClusterFolder.at(temp));

        assertThat(entries)
                .extracting(WorkerEntry::partitions)
                .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5, 6), List.of(7, 8));
        assertThat(entries)
                .extracting(WorkerEntry::standbys)
                .containsExactly(List.of(5, 6, 7, 8), List.of(1, 2, 7, 8), List.of(1, 2, 3, 4), List.of(3, 4, 5, 6));
        assertThat(entries.get(0).replicas()).containsExactly(1, 2, 5, 6, 7, 8);
    }

    @Test
    void shouldKeepThePortsWhenTheyAreStillFree() {
        ClusterShape shape = ClusterShape.of(3);
        List<WorkerEntry> first = assign(shape, List.of());

        assertThat(assign(shape, first)).isEqualTo(first);
    }

    @Test
    void shouldReplaceOnlyThePortThatIsTakenWhenTheOthersAreFree() throws IOException {
        ClusterShape shape = ClusterShape.of(3);
        List<WorkerEntry> first = assign(shape, List.of());

        List<WorkerEntry> second;
        try (ServerSocket taken = listen(first.get(1).port())) {
            assertThat(taken.isBound()).isTrue();
            second = assign(shape, first);
        }

        assertThat(second.get(0)).isEqualTo(first.get(0));
        assertThat(second.get(2)).isEqualTo(first.get(2));
        assertThat(second.get(1).memberPort()).isEqualTo(first.get(1).memberPort());
        assertThat(second.get(1).port()).isNotEqualTo(first.get(1).port());
    }

    @Test
    void shouldGiveNoMemberPortWhenTheWorkerIsAlone() {
        assertThat(assign(ClusterShape.of(1), List.of()).get(0).isClustered()).isFalse();
    }

    @Test
    void shouldCountUpFromTheBaseWhenOneIsAskedFor() {
        int base = new FreePorts(new Random(3), 32_768).pick(HOST, 1, Set.of()).get(0);

        List<WorkerEntry> workers = assign(new ClusterShape(3, 1, base), List.of());

        assertThat(workers).extracting(WorkerEntry::port).containsExactly(base, base + 1, base + 2);
        assertThat(workers).extracting(WorkerEntry::memberPort).containsExactly(base + 3, base + 4, base + 5);
    }

    @Test
    void shouldNameWorkerAndPortWhenAnAskedForPortIsTaken() throws IOException {
        try (ServerSocket taken = listen(0)) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> assign(new ClusterShape(1, 1, port), List.of()))
                    .hasMessage("worker w1 cannot be started: its port, " + port + " on 127.0.0.1, is in use");
        }
    }

    private List<WorkerEntry> assign(ClusterShape shape, List<WorkerEntry> before) {
        return plan.assign(PortPlan.entries(shape, ClusterFolder.at(temp)), before, shape);
    }

    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 1, InetAddress.getByName(HOST));
    }
}
