package io.gantry.cli.operate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.WorkerState;
import io.gantry.cli.cluster.WorkerStatus;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows how each worker of a folder does. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        header = "Show the workers, and each partition's primary and replicas.",
        description = {
            "Exit status 0 only if every worker serves: all its partitions take commands and its standbys are in sync.",
            ""
        })
public final class StatusCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean isJson;

    @Override
    public Integer call() {
        Cluster opened = cluster.open();
        opened.requireLiveWorkers();
        List<WorkerStatus> statuses = opened.status();
        PrintWriter out = command.commandLine().getOut();
        out.print(isJson ? json(opened, statuses) : table(statuses));
        out.flush();
        boolean allServe = statuses.stream().allMatch(status -> status.state() == WorkerState.SERVING);
        return allServe ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    static String table(List<WorkerStatus> statuses) {
        TextTable table = new TextTable(
                List.of("WORKER", "PID", "ALIVE", "PORT", "STATE", "REPLICAS", "SYMBOLS", "RESTING", "COMMANDS", ""));
        for (WorkerStatus status : statuses) {
            table.row(List.of(
                    status.worker().name(),
                    status.isAlive() ? Long.toString(status.pid()) : "-",
                    status.isAlive() ? "yes" : "no",
                    Integer.toString(status.worker().port()),
                    status.state().name(),
                    status.worker().replicas().stream().map(String::valueOf).collect(Collectors.joining(",")),
                    Long.toString(status.symbols()),
                    Long.toString(status.restingOrders()),
                    Long.toString(status.commands()),
                    status.detail()));
        }
        return table + "\n" + PartitionTable.of(statuses);
    }

    private static String json(Cluster cluster, List<WorkerStatus> statuses) {
        ObjectNode root = JSON.createObjectNode();
        root.put("dir", cluster.dir().toString());
        ArrayNode workers = root.putArray("workers");
        for (WorkerStatus status : statuses) {
            ObjectNode worker = workers.addObject();
            worker.put("name", status.worker().name());
            worker.put("pid", status.pid());
            worker.put("alive", status.isAlive());
            worker.put("host", status.worker().host());
            worker.put("port", status.worker().port());
            worker.put("state", status.state().name());
            ArrayNode partitions = worker.putArray("partitions");
            status.worker().partitions().forEach(partitions::add);
            ArrayNode standbys = worker.putArray("standbys");
            status.worker().standbys().forEach(standbys::add);
            worker.set("replicas", JSON.valueToTree(status.replicas()));
            worker.put("symbols", status.symbols());
            worker.put("restingOrders", status.restingOrders());
            worker.put("commands", status.commands());
            worker.put("detail", status.detail());
        }
        try {
            return JSON.writeValueAsString(root) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
