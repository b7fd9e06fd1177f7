package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ClusterShape;
import io.gantry.cli.cluster.Installation;
import io.gantry.cli.cluster.Replication;
import io.gantry.cli.cluster.ShellAnswer;
import io.gantry.cli.cluster.WorkerEntry;
import io.gantry.cli.cluster.WorkerState;
import io.gantry.cli.cluster.WorkerStatus;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.BookView.Level;
import io.gantry.engine.api.partition.Gate;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Worker processes that live for one test, started by the distribution's script, and asked through their shells. Each hosts
 * two partitions: the first worker 1 and 2, the second 3 and 4, and so on; {@code -Dgantry.standbys=K} gives each K standbys. As an extension it prints the ends of their logs
 * when the test fails, and ends what is left of them in any case.
 */
final class Workers implements AfterTestExecutionCallback {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration IN_SYNC_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS_PER_WORKER = 2;
    private static final int LEVELS = 1000;

    /** Of tests that do not say how many; 0 if not set. */
    private static final int STANDBYS = Integer.getInteger("gantry.standbys", 0);

    private final Installation installation =
            new Installation(Distribution.find().folder());
    private final StringBuilder progress = new StringBuilder();
    private TestFolder folder;
    private ClusterShape shape;
    private Cluster cluster;
    private final Set<String> paused = new ConcurrentSkipListSet<>();

    /** Starts them; returns when all their partitions serve. */
    Workers start(int workers) throws IOException {
        return start(workers, Map.of());
    }

    /**
     * Starts them; returns when all their partitions serve.
     *
     * @param books which book the partitions of a worker use, if it is not the default
     */
    Workers start(int workers, Map<String, String> books) throws IOException {
        Replication replication = new Replication(Math.min(STANDBYS, workers - 1), Optional.empty());
        return start(new ClusterShape(workers, PARTITIONS_PER_WORKER, ClusterShape.ANY_PORTS, replication), books);
    }

    /** Starts them; returns when all their partitions serve and all standbys are in sync. */
    Workers start(ClusterShape wanted, Map<String, String> books) throws IOException {
        shape = wanted;
        folder = TestFolder.make();
        for (int number = 1; number <= shape.workers(); number++) {
            String worker = "w" + number;
            Path etc = folder.root().resolve(worker).resolve("etc");
            TestHome.giveTime(etc);
            if (books.containsKey(worker)) {
                TestHome.chooseBook(etc, books.get(worker));
            }
        }
        cluster = Cluster.start(installation, folder.root(), shape, START_LIMIT, this::note);
        return this;
    }

    /** Starts all again after all were killed, on their homes. */
    void startAll() {
        cluster = Cluster.start(installation, folder.root(), shape, START_LIMIT, this::note);
    }

    /** Starts one that was killed or stopped, on the home and the ports that it had. */
    void start(String worker) {
        cluster.startWorker(installation, worker, START_LIMIT, this::note);
    }

    /** Waits until the register has all its keepers, so that it survives the loss of any one worker. */
    Workers awaitKeepers() {
        Awaitility.await("the register's keepers").atMost(START_LIMIT).until(() -> {
            JsonNode keepers = ask(firstAlive(), "gantry:status").path("register");
            return keepers.path("wanted").asInt() > 0
                    && keepers.path("present").asInt() == keepers.path("wanted").asInt();
        });
        return this;
    }

    /** As kill -9 does. */
    void kill(String worker) {
        cluster.killWorker(worker);
    }

    /** As SIGTERM does. */
    void stop(String worker) {
        cluster.stopWorker(worker, STOP_LIMIT, false);
    }

    /** As SIGSTOP does: it is there and does nothing. */
    void pause(String worker) throws IOException, InterruptedException {
        paused.add(worker);
        signal("STOP", worker);
    }

    /** As SIGCONT does. */
    void resume(String worker) throws IOException, InterruptedException {
        signal("CONT", worker);
        paused.remove(worker);
    }

    private void signal(String name, String worker) throws IOException, InterruptedException {
        String pid = Long.toString(cluster.worker(worker).pid());
        int status =
                new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(
                    "kill -" + name + " of " + worker + ", process " + pid + ", ended with " + status);
        }
    }

    /** Names of all. */
    List<String> names() {
        return cluster.workers().stream().map(WorkerEntry::name).toList();
    }

    int port(String worker) {
        return cluster.worker(worker).port();
    }

    List<Integer> ports() {
        return cluster.workers().stream().map(WorkerEntry::port).toList();
    }

    Path home(String worker) {
        return cluster.worker(worker).home();
    }

    String console(String worker) {
        return TestFolder.tail(home(worker).resolve("log").resolve("console.log"));
    }

    void list(String symbol, int partition) {
        ask(firstAlive(), "gantry:list " + symbol + " --partition " + partition);
    }

    /** Moves a symbol by freeze-switch; answers the report of the shell. */
    JsonNode migrate(String worker, String symbol, int partition) {
        return ask(worker, "gantry:migrate " + symbol + " --to " + partition + " --strategy freeze-switch")
                .at("/migrations/0");
    }

    /** What the register says of a partition, as a worker that can be asked knows it: {@code worker} is the primary. */
    JsonNode partition(int partition) {
        for (JsonNode known : ask(firstAlive(), "gantry:routes").path("partitions")) {
            if (known.path("partition").asInt() == partition) {
                return known;
            }
        }
        throw new IllegalStateException("partition " + partition + " is not in the routes");
    }

    /** Name of the worker that is a partition's primary. */
    String primary(int partition) {
        return partition(partition).path("worker").asText();
    }

    /** Waits until every worker serves, and every partition has all its replicas in sync. */
    void awaitInSync(String why) {
        int replicas = 1 + shape.replication().standbys();
        Awaitility.await("all replicas in sync " + why)
                .atMost(IN_SYNC_LIMIT)
                .untilAsserted(() -> assertThat(outOfSync(replicas)).isEmpty());
    }

    private List<String> outOfSync(int replicas) {
        List<String> troubles = new ArrayList<>();
        for (JsonNode partition : ask(firstAlive(), "gantry:routes").path("partitions")) {
            if (partition.path("inSync").size() != replicas) {
                troubles.add("routes: " + partition);
            }
        }
        for (WorkerStatus status : cluster.status()) {
            if (status.state() != WorkerState.SERVING) {
                troubles.add(status.worker().name() + " is " + status.state() + ", " + status.detail());
            }
            status.replicas().stream()
                    .filter(replica -> replica.isPrimary() && replica.inSync().size() != replicas)
                    .forEach(replica -> troubles.add(status.worker().name() + ": " + replica));
        }
        return troubles;
    }

    /** What a symbol's owner shows of its book. */
    BookView book(String symbol) {
        return view(symbol, ask(firstAlive(), "gantry:book " + symbol + " --levels " + LEVELS));
    }

    /** What a worker shows of its own replica of a book, be it the primary or a standby. */
    BookView replica(String worker, String symbol) {
        return view(symbol, ask(worker, "gantry:book " + symbol + " --here --levels " + LEVELS));
    }

    private static BookView view(String symbol, JsonNode book) {
        return new BookView(
                symbol,
                book.path("partition").asInt(),
                book.path("epoch").asLong(),
                Gate.valueOf(book.path("gate").asText()),
                book.path("book").asText(),
                book.path("marketState").asText(),
                book.path("commandSequence").asLong(),
                book.path("eventSequence").asLong(),
                Long.parseUnsignedLong(book.path("eventChain").asText(), 16),
                Long.parseUnsignedLong(book.path("stateHash").asText(), 16),
                book.path("orders").asInt(),
                book.path("stops").asInt(),
                book.path("lastTradePrice").asLong(),
                levels(book.path("bids")),
                levels(book.path("asks")));
    }

    /** Has a worker's shell run one line, which must succeed and print JSON. */
    JsonNode ask(String worker, String line) {
        ShellAnswer answer = cluster.shell(worker, line + " --json");
        if (!answer.isOk()) {
            throw new IllegalStateException(
                    line + " on " + worker + " ended with status " + answer.status() + ": " + answer.output());
        }
        try {
            return JSON.readTree(answer.output());
        } catch (JsonProcessingException garbled) {
            throw new IllegalStateException(line + " printed no JSON: " + answer.output(), garbled);
        }
    }

    @Override
    public void afterTestExecution(ExtensionContext test) {
        if (cluster == null) {
            return;
        }
        boolean hasFailed = test.getExecutionException().isPresent();
        wakeUp();
        if (hasFailed) {
            System.err.println(test.getDisplayName() + " failed in " + folder.root() + "\n" + progress + tails());
        }
        try {
            cluster.stop(STOP_LIMIT, true);
        } catch (ClusterException failure) {
            System.err.println(test.getDisplayName() + ": " + failure.getMessage());
        }
        if (!hasFailed) {
            folder.delete();
        }
    }

    /** What sleeps cannot stop. */
    private void wakeUp() {
        for (String worker : paused) {
            try {
                resume(worker);
            } catch (IOException | IllegalStateException failure) {
                System.err.println("cannot wake up " + worker + ": " + failure.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private String tails() {
        StringBuilder tails = new StringBuilder();
        for (WorkerEntry worker : cluster.workers()) {
            Path log = worker.home().resolve("log");
            for (String file : List.of("console.log", "worker.log")) {
                tails.append("--- ")
                        .append(worker.name())
                        .append(' ')
                        .append(file)
                        .append('\n');
                tails.append(TestFolder.tail(log.resolve(file))).append('\n');
            }
        }
        return tails.toString();
    }

    /** A worker that can be asked. */
    private String firstAlive() {
        return cluster.requireLiveWorkers().stream()
                .map(WorkerEntry::name)
                .filter(worker -> !paused.contains(worker))
                .findFirst()
                .orElseThrow();
    }

    private void note(String line) {
        progress.append(line).append('\n');
    }

    private static List<Level> levels(JsonNode side) {
        List<Level> levels = new ArrayList<>();
        side.forEach(level -> levels.add(new Level(
                level.path("price").asLong(),
                level.path("quantity").asLong(),
                level.path("orders").asInt())));
        return levels;
    }
}
