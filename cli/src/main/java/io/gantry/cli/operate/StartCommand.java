package io.gantry.cli.operate;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ClusterShape;
import io.gantry.cli.cluster.Installation;
import io.gantry.cli.cluster.WorkerEntry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts workers; done when all their partitions take commands. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        header = "Start workers and wait until all their partitions serve.",
        description = {
            "The workers go on when this command has ended; `gantry stop` stops them. A folder that has a stopped cluster"
                    + " goes on with it: data, names and, where they are free, ports are kept.",
            ""
        })
public final class StartCommand implements Callable<Integer> {

    private static final int DEFAULT_WORKERS = 1;
    private static final int DEFAULT_PARTITIONS = 1;

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOption cluster;

    @Option(
            names = "--workers",
            paramLabel = "N",
            description = "1: a worker alone, 3 or more: a cluster; default: 1, or what the folder has.")
    private Optional<Integer> workers = Optional.empty();

    @Option(
            names = "--partitions-per-worker",
            paramLabel = "N",
            description = "How many partitions each hosts; default: 1, or what the folder has.")
    private Optional<Integer> partitions = Optional.empty();

    @Option(
            names = "--port-base",
            paramLabel = "P",
            description =
                    "Workers listen on P, P+1 and so on, members of a cluster for Hazelcast on as many ports after"
                            + " those; default: ports that are free.")
    private Optional<Integer> portBase = Optional.empty();

    @Mixin
    private ReplicationOptions replication;

    @Option(names = "--worker", paramLabel = "NAME", description = "Start only this one, of a cluster that runs.")
    private Optional<String> worker = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "90",
            description = "How long it may take; default: ${DEFAULT-VALUE}. After it, what was started is stopped.")
    private int timeoutSeconds;

    @Override
    public Integer call() {
        if (timeoutSeconds < 1) {
            throw wrong("--timeout: " + timeoutSeconds + " is not 1 or more");
        }
        Duration timeout = Duration.ofSeconds(timeoutSeconds);
        Consumer<String> progress = command.commandLine().getErr()::println;
        if (worker.isPresent()) {
            if (workers.isPresent() || partitions.isPresent() || portBase.isPresent() || replication.isGiven()) {
                throw wrong("--worker starts one worker as it was; --workers, --partitions-per-worker, --port-base,"
                        + " --standbys and --durability do not go with it");
            }
            Cluster opened = cluster.open();
            opened.startWorker(Installation.find(), worker.get(), timeout, progress);
            print(List.of(opened.worker(worker.get())));
        } else {
            ClusterShape shape = shape();
            Cluster started = Cluster.start(Installation.find(), cluster.dir(), shape, timeout, progress);
            print(started.workers());
        }
        return ExitCode.OK;
    }

    private ClusterShape shape() {
        Optional<List<WorkerEntry>> before = Cluster.find(cluster.dir()).map(Cluster::workers);
        int workersBefore = before.map(List::size).orElse(DEFAULT_WORKERS);
        int partitionsBefore =
                before.map(entries -> entries.get(0).partitions().size()).orElse(DEFAULT_PARTITIONS);
        int standbysBefore =
                before.map(entries -> entries.get(0).standbys().size()).orElse(0) / partitionsBefore;
        if (portBase.isPresent() && portBase.get() == ClusterShape.ANY_PORTS) {
            throw wrong("--port-base: 0 is no port; leave the option out for ports that are free");
        }
        try {
            return new ClusterShape(
                    workers.orElse(workersBefore),
                    partitions.orElse(partitionsBefore),
                    portBase.orElse(ClusterShape.ANY_PORTS),
                    replication.orElse(standbysBefore));
        } catch (ClusterException impossible) {
            throw wrong(impossible.getMessage());
        }
    }

    private void print(List<WorkerEntry> started) {
        PrintWriter out = command.commandLine().getOut();
        for (WorkerEntry entry : started) {
            out.println(entry.name() + " " + entry.host() + ":" + entry.port() + " pid " + entry.pid() + " "
                    + entry.home());
        }
        out.flush();
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
