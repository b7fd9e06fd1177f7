package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gantry.cli.cluster.FakeWorker.Mode;
import io.gantry.engine.api.journal.Durability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Process control against workers that have nothing behind their shell. */
@Timeout(120)
class ClusterTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(1500);

    @TempDir
    private Path temp;

    private final List<String> progress = new ArrayList<>();
    private Path dir;

    @BeforeEach
    void name() throws IOException {
        dir = temp.toRealPath().resolve("cluster");
    }

    @AfterEach
    void end() {
        Cluster.find(dir)
                .ifPresent(cluster -> cluster.liveWorkers().forEach(worker -> cluster.killWorker(worker.name())));
    }

    @Test
    void shouldServeAndAnswerAndStopWhenThreeAreStarted() {
        Cluster cluster = start(Mode.SERVES, ClusterShape.of(3));

        assertThat(cluster.status())
                .extracting(WorkerStatus::state)
                .containsExactly(WorkerState.SERVING, WorkerState.SERVING, WorkerState.SERVING);
        assertThat(cluster.addresses()).hasSize(3).doesNotHaveDuplicates();
        assertThat(cluster.shell("w3", "gantry:routes")).isEqualTo(new ShellAnswer("w3 was told: gantry:routes\n", 0));
        assertThat(cluster.shell("w3", "gantry:fail").isOk()).isFalse();
        List<String> heard = new ArrayList<>();
        try (ShellConnection connection = cluster.connect("w1")) {
            assertThat(connection.run("gantry:book 'S'", heard::add, heard::add, LONG))
                    .isZero();
            assertThat(connection.run("gantry:fail", heard::add, heard::add, LONG))
                    .isEqualTo(1);
        }
        assertThat(heard).containsExactly("w1 was told: gantry:book 'S'", "w1 was told: gantry:fail");
        assertThat(progress).last().asString().startsWith("3 workers serve 3 partitions after ");

        assertThat(cluster.stop(LONG, false)).containsExactly("w1", "w2", "w3");
        assertThat(cluster.liveWorkers()).isEmpty();
        assertThat(cluster.workers()).extracting(WorkerEntry::pid).containsOnly(WorkerEntry.NO_PROCESS);
    }

    @Test
    void shouldTellTheSentenceAndStopTheOthersWhenOneGivesUp() {
        Installation installation = FakeWorker.install(temp.resolve("install"), Mode.SERVES, Mode.GIVES_UP);

        assertThatThrownBy(() -> Cluster.start(installation, dir, ClusterShape.of(3), LONG, progress::add))
                .isInstanceOf(ClusterException.class)
                .hasMessage("worker w2 ended while starting: port 7400 on 127.0.0.1 is in use (its output: "
                        + dir.resolve("w2/log/console.log") + ")");

        assertThat(pids()).hasSize(3).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(Cluster.find(dir)).isEmpty();
    }

    @Test
    void shouldSayWhatIsAwaitedWhenAWorkerIsLate() {
        assertThatThrownBy(() -> start(Mode.STAYS_RECOVERING, ClusterShape.of(1), SHORT))
                .hasMessageStartingWith(
                        "worker w1 is not ready after 1 s: it is RECOVERING, partition 1 is RECOVERING (its log: ");
        assertThat(pids()).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void shouldNotBeContentWithServingPartitionsWhenThePortIsClosed() {
        assertThatThrownBy(() -> start(Mode.KEEPS_PORT_CLOSED, ClusterShape.of(1), SHORT))
                .hasMessageMatching(
                        "worker w1 is not ready after 1 s: it is SERVING, its port [0-9]+ is not open yet .its log: .*");
    }

    @Test
    void shouldKillWhatItStartedWhenAWorkerNeitherAnswersNorStops() {
        assertThatThrownBy(() -> start(Mode.NEVER_ANSWERS, ClusterShape.of(1), SHORT))
                .hasMessageStartingWith("worker w1 is not ready after 1 s: it is STARTING, the shell of worker w1");
        assertThat(pids()).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void shouldNotWaitWhenAPartitionHasFailed() {
        assertThatThrownBy(() -> start(Mode.FAILS, ClusterShape.of(1)))
                .hasMessageStartingWith(
                        "worker w1: partition 1 is FAILED: the journal is corrupt at byte 12 (more in ");
    }

    @Test
    void shouldRefuseAndNameWhatRunsWhenStartedTwice() {
        Cluster cluster = start(Mode.SERVES, ClusterShape.of(1));
        long pid = cluster.workers().get(0).pid();

        assertThatThrownBy(() -> start(Mode.SERVES, ClusterShape.of(1)))
                .hasMessageStartingWith("w1 (pid " + pid + ") runs already in " + dir);
        assertThat(cluster.isRunning("w1")).isTrue();
    }

    @Test
    void shouldKeepPortsAndDataWhenStartedAgain() throws IOException {
        Cluster cluster = start(Mode.SERVES, ClusterShape.of(3));
        List<WorkerEntry> before = cluster.workers();
        Path data = Files.createDirectories(dir.resolve("w1").resolve("data")).resolve("journal");
        Files.writeString(data, "kept");
        String config = Files.readString(dir.resolve("w1/etc/io.gantry.worker.cfg"));
        cluster.stop(LONG, false);

        start(Mode.SERVES, ClusterShape.of(3));

        assertThat(cluster.workers())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("pid")
                .isEqualTo(before);
        assertThat(data).hasContent("kept");
        assertThat(dir.resolve("w1/etc/io.gantry.worker.cfg")).hasContent(config);
    }

    @Test
    void shouldRefuseAnotherShapeWhenTheFolderHasOne() {
        start(Mode.SERVES, ClusterShape.of(1)).stop(LONG, false);

        assertThatThrownBy(() -> start(Mode.SERVES, ClusterShape.of(3)))
                .hasMessageStartingWith(
                        dir + " holds the data of 1 worker with 1 partition each; start them as they are");
    }

    @Test
    void shouldAddStandbysAndSetTheDurabilityButTakeNoStandbyAwayWhenStartedAgain() {
        Cluster cluster = start(Mode.SERVES, ClusterShape.of(3));
        cluster.stop(LONG, false);
        Replication one = new Replication(1, Optional.of(Durability.REPLICATED));

        start(Mode.SERVES, new ClusterShape(3, 1, ClusterShape.ANY_PORTS, one));

        assertThat(cluster.workers())
                .extracting(WorkerEntry::standbys)
                .containsExactly(List.of(3), List.of(1), List.of(2));
        assertThat(dir.resolve("w2/etc/io.gantry.worker.cfg")).content().contains("partitions = 2\nstandbys = 1\n");
        assertThat(dir.resolve("w3/etc/io.gantry.partition.cfg")).hasContent("durability = replicated");
        assertThat(cluster.status("w2").replicas())
                .extracting(ReplicaStatus::partition, ReplicaStatus::role)
                .containsExactly(tuple(2, "PRIMARY"), tuple(1, "STANDBY"));
        cluster.stop(LONG, false);
        assertThatThrownBy(() -> start(Mode.SERVES, ClusterShape.of(3)))
                .hasMessage(
                        dir + " holds partitions with 1 standby each, of which any may have become the primary; start"
                                + " them with as many or more, or choose another --dir");
    }

    @Test
    void shouldStartOneAgainWhenItWasKilled() {
        Cluster cluster = start(Mode.SERVES, ClusterShape.of(3));
        WorkerEntry before = cluster.worker("w2");

        cluster.killWorker("w2");
        assertThat(cluster.status("w2").state()).isEqualTo(WorkerState.DOWN);
        assertThatThrownBy(() -> cluster.shell("w2", "gantry:routes"))
                .hasMessage("worker w2 does not run; `gantry start --worker w2` starts it");
        cluster.startWorker(new Installation(temp.resolve("install")), "w2", LONG, progress::add);

        assertThat(cluster.status("w2").state()).isEqualTo(WorkerState.SERVING);
        assertThat(cluster.worker("w2").port()).isEqualTo(before.port());
        assertThat(cluster.worker("w2").pid()).isNotEqualTo(before.pid());
        assertThatThrownBy(
                        () -> cluster.startWorker(new Installation(temp.resolve("install")), "w2", LONG, progress::add))
                .hasMessage(
                        "worker w2 runs already (pid " + cluster.worker("w2").pid() + ")");
    }

    @Test
    void shouldNameThePortAndStartNothingWhenAnotherHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            ClusterShape shape = new ClusterShape(1, 1, taken.getLocalPort());

            assertThatThrownBy(() -> start(Mode.SERVES, shape))
                    .hasMessage("worker w1 cannot be started: its port, " + taken.getLocalPort()
                            + " on 127.0.0.1, is in use");
        }
        assertThat(dir.resolve("w1")).doesNotExist();
        assertThat(Cluster.find(dir)).isEmpty();
    }

    @Test
    void shouldLeaveAWorkerAloneWhenItDoesNotStopAndForceIsNotAsked() {
        Cluster cluster = start(Mode.IGNORES_STOP, ClusterShape.of(1));
        long pid = cluster.worker("w1").pid();

        assertThatThrownBy(() -> cluster.stop(SHORT, false))
                .hasMessage(
                        "w1 (pid " + pid + ") did not stop within 1 s; `gantry stop --force` kills what does not stop");
        assertThat(cluster.isRunning("w1")).isTrue();

        assertThatThrownBy(() -> cluster.stop(SHORT, true))
                .hasMessage("w1 (pid " + pid + ") did not stop within 1 s and had to be killed");
        assertThat(cluster.isRunning("w1")).isFalse();
    }

    @Test
    void shouldNotHarmAStrangerWhenTheNumberWasGivenAway() throws IOException {
        Cluster cluster = start(Mode.SERVES, ClusterShape.of(1));
        cluster.killWorker("w1");
        long stranger = ProcessHandle.current().pid();
        Files.writeString(dir.resolve("w1/run/worker.pid"), stranger + "\n");
        cluster.note(List.of(cluster.worker("w1").withPid(stranger)));

        assertThat(cluster.isRunning("w1")).isFalse();
        assertThat(cluster.stop(SHORT, true)).isEmpty();
        assertThat(cluster.status("w1").state()).isEqualTo(WorkerState.DOWN);
    }

    @Test
    void shouldNameTheWorkersWhenAskedForOneThatIsNone() {
        Cluster cluster = start(Mode.SERVES, ClusterShape.of(1));

        assertThatThrownBy(() -> cluster.shell("w9", "gantry:routes"))
                .hasMessage("no worker w9 in " + dir + ", there are w1");
    }

    private Cluster start(Mode mode, ClusterShape shape) {
        return start(mode, shape, LONG);
    }

    private Cluster start(Mode mode, ClusterShape shape, Duration limit) {
        return Cluster.start(FakeWorker.install(temp.resolve("install"), mode), dir, shape, limit, progress::add);
    }

    private List<Long> pids() {
        return progress.stream()
                .filter(line -> line.contains(": process "))
                .map(line -> Long.parseLong(line.replaceAll(".*process ([0-9]+),.*", "$1")))
                .toList();
    }
}
