package io.gantry.shell;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.RegisterKeepers;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.partition.PartitionReport;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import picocli.CommandLine.Command;

/** {@code gantry:status}. Answers while the worker is still starting, too. */
@Component(name = "io.gantry.shell.status", service = Function.class)
@GogoCommand(scope = "gantry", function = "status")
public final class StatusVerb extends Verb<StatusVerb.Options> {

    @Command(name = "status", description = "Shows how this worker and its replicas of partitions do.")
    static final class Options extends CommonOptions {}

    /** {@code state} is STARTING, RECOVERING, SERVING or FAILED. */
    record Document(
            String worker,
            String state,
            String address,
            boolean clustered,
            long uptimeMillis,
            List<String> members,
            RegisterKeepers register,
            List<PartitionReport> partitions) {}

    private static final RegisterKeepers NONE = new RegisterKeepers(0, 1);

    private final Optional<Membership> membership;
    private final Optional<OwnerRegister> register;
    private final Optional<PartitionHost> partitions;
    private final LongSupplier uptimeMillis;

    @Activate
    public StatusVerb(
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Optional<Membership> membership,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Optional<OwnerRegister> register,
            @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY)
                    Optional<PartitionHost> partitions) {
        this(membership, register, partitions, ManagementFactory.getRuntimeMXBean()::getUptime);
    }

    StatusVerb(
            Optional<Membership> membership,
            Optional<OwnerRegister> register,
            Optional<PartitionHost> partitions,
            LongSupplier uptimeMillis) {
        this.membership = membership;
        this.register = register;
        this.partitions = partitions;
        this.uptimeMillis = uptimeMillis;
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        Document status = status();
        if (options.isJson()) {
            output.json(status);
            return;
        }
        output.line("worker " + status.worker() + " is " + status.state() + " at " + status.address() + ", up "
                + Duration.ofMillis(status.uptimeMillis()).toSeconds() + " s, "
                + (status.clustered() ? "members " + String.join(", ", status.members()) : "on its own"));
        RegisterKeepers keepers = status.register();
        output.line("the register is kept by " + keepers
                + (keepers.present() < keepers.wanted() ? ": stop no other worker until it is whole again" : ""));
        Table table = new Table(
                "PARTITION",
                "STATE",
                "ROLE",
                "EPOCH",
                "IN SYNC",
                "SYMBOLS",
                "COMMANDS",
                "RESTING",
                "JOURNAL",
                "DURABLE",
                "COMMITTED",
                "QUEUED",
                "BOOK",
                "DETAIL");
        for (PartitionReport report : status.partitions()) {
            table.row(
                    report.partition(),
                    report.state(),
                    report.role(),
                    report.epoch(),
                    String.join(",", report.inSync()),
                    report.symbols(),
                    report.commands(),
                    report.restingOrders(),
                    report.journalBytes(),
                    report.durableBytes(),
                    report.committedBytes(),
                    report.queuedBytes(),
                    report.book(),
                    report.detail());
        }
        output.table(table);
    }

    private Document status() {
        List<PartitionReport> reports = partitions.map(PartitionHost::reports).orElse(List.of()).stream()
                .sorted(Comparator.comparingInt(PartitionReport::partition))
                .toList();
        Optional<WorkerInfo> self = membership.map(Membership::self);
        return new Document(
                self.map(WorkerInfo::name).orElse(""),
                stateOf(reports),
                self.map(WorkerInfo::address).orElse(""),
                membership.map(Membership::clustered).orElse(false),
                uptimeMillis.getAsLong(),
                membership.map(Membership::workers).orElse(List.of()).stream()
                        .map(WorkerInfo::name)
                        .sorted()
                        .collect(Collectors.toList()),
                register.map(OwnerRegister::keepers).orElse(NONE),
                reports);
    }

    private static String stateOf(List<PartitionReport> reports) {
        List<String> states =
                reports.stream().map(PartitionReport::state).distinct().toList();
        if (states.isEmpty()) {
            return "STARTING";
        }
        if (states.contains("FAILED")) {
            return "FAILED";
        }
        return states.equals(List.of("SERVING")) ? "SERVING" : "RECOVERING";
    }
}
