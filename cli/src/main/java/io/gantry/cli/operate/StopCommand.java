package io.gantry.cli.operate;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ClusterException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stops workers in order; done when their processes are gone. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        header = "Stop workers: they drain, flush, leave the cluster and end.",
        description = {"Data is kept; `gantry start` goes on with it.", ""})
public final class StopCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--worker", paramLabel = "NAME", description = "Only this one; default: all.")
    private Optional<String> worker = Optional.empty();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long it may take; default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(names = "--force", description = "Kill what has not stopped by then; else it is left alone and named.")
    private boolean isForced;

    @Override
    public Integer call() {
        if (timeoutSeconds < 1) {
            throw new ParameterException(command.commandLine(), "--timeout: " + timeoutSeconds + " is not 1 or more");
        }
        Cluster opened = cluster.open();
        Duration timeout = Duration.ofSeconds(timeoutSeconds);
        if (worker.isPresent()) {
            requireRunning(opened, worker.get());
        } else {
            opened.requireLiveWorkers();
        }
        List<String> stopped = worker.isPresent()
                ? opened.stopWorker(worker.get(), timeout, isForced)
                : opened.stop(timeout, isForced);
        PrintWriter out = command.commandLine().getOut();
        out.println("stopped " + String.join(", ", stopped));
        out.flush();
        return ExitCode.OK;
    }

    private static void requireRunning(Cluster opened, String name) {
        if (!opened.isRunning(name)) {
            throw new ClusterException("worker " + name + " does not run");
        }
    }
}
