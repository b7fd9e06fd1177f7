package io.gantry.cli.operate;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import io.gantry.cli.cluster.ShellAnswer;
import io.gantry.cli.cluster.ShellConnection;
import io.gantry.cli.cluster.WorkerEntry;
import java.io.PrintWriter;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the commands share that have a worker run one line and print what it says. */
final class WorkerQuery {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--worker", paramLabel = "NAME", description = "Ask this worker; default: the first that lives.")
    private String worker = "";

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean isJson;

    /**
     * Asks a living worker and prints its answer: to the standard output if it did what it was asked, else to the standard
     * error stream.
     *
     * @return the status that the worker's command ended with
     */
    int run(GogoLine line) {
        ShellAnswer answer = ask(line.flag("--json", isJson).toString());
        PrintWriter out = answer.isOk()
                ? command.commandLine().getOut()
                : command.commandLine().getErr();
        out.print(answer.output());
        if (!answer.output().isEmpty() && !answer.output().endsWith("\n")) {
            out.println();
        }
        out.flush();
        return answer.status();
    }

    private ShellAnswer ask(String line) {
        Cluster opened = cluster.open();
        try (ShellConnection connection = worker.isEmpty() ? connectAny(opened) : opened.connect(worker)) {
            return connection.ask(line, LIMIT);
        }
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
