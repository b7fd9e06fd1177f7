package io.gantry.cli.operate;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ShellConnection;
import io.gantry.cli.cluster.WorkerEntry;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands share that have a worker run one line and print what it says. */
final class WorkerQuery {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ERROR_PREFIX = "gantry: ";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--worker", paramLabel = "NAME", description = "Ask this worker; default: the first that lives.")
    private String worker = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean isJson;

    /**
     * Has a living worker run the line and prints what it says as it comes.
     *
     * @return the status that the worker's command ended with
     */
    int run(GogoLine line) {
        Cluster opened = cluster.open();
        CommandLine streams = command.commandLine();
        try (ShellConnection connection = worker.isEmpty() ? connectAny(opened) : opened.connect(worker)) {
            return connection.run(line.flag("--json", isJson).toString(), streams.getOut()::println, this::tell, LIMIT);
        }
    }

    private void tell(String error) {
        command.commandLine().getErr().println(ERROR_PREFIX + error);
    }

    /** A worker that is about to die may still have a process: then the next one is taken. */
    private static ShellConnection connectAny(Cluster opened) {
        ClusterException failure = new ClusterException("no worker in " + opened.dir() + " can be reached");
        for (WorkerEntry live : opened.requireLiveWorkers()) {
            try {
                return opened.connect(live.name());
            } catch (ClusterException notThere) {
                failure = notThere;
            }
        }
        throw failure;
    }
}
