package io.gantry.shell;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry:migrate}. Waits until the move has ended; what it prints meanwhile is how far it is. */
@Component(name = "io.gantry.shell.migrate", service = Function.class)
@GogoCommand(scope = "gantry", function = "migrate")
public final class MigrateVerb extends Verb<MigrateVerb.Options> {

    @Command(
            name = "migrate",
            description =
                    "Moves symbols to another partition while they trade. Symbols of one partition switch together;"
                            + " those of several are moved one partition after another. Status 1 if a move was refused or rolled back.")
    static final class Options extends CommonOptions {

        @Parameters(arity = "1..*", paramLabel = "SYMBOL", description = "What to move.")
        private List<String> symbols = new ArrayList<>();

        @Option(names = "--to", required = true, paramLabel = "PARTITION", description = "Where to.")
        private int target;

        @Option(names = "--strategy", required = true, paramLabel = "NAME", description = "How; see strategies.")
        private String strategy;

        @Option(names = "--dry-run", description = "Print the plan and move nothing.")
        private boolean isDryRun;
    }

    /** {@code refused} is empty unless a move could not begin. */
    record Document(List<MigrationDocument> migrations, String refused) {}

    record PlansDocument(List<PlanDocument> plans) {}

    record PlanDocument(String strategy, List<String> symbols, Place source, Place target, List<StepDocument> steps) {

        static PlanDocument of(MigrationPlan plan) {
            return new PlanDocument(
                    plan.request().strategy(),
                    plan.request().symbols(),
                    plan.request().source(),
                    plan.request().target(),
                    plan.steps().stream()
                            .map(step -> new StepDocument(
                                    step.kind().label(), step.budget().toMillis()))
                            .toList());
        }
    }

    record StepDocument(String step, long budgetMillis) {}

    private final MigrationCoordinator coordinator;
    private final OwnerRegister register;

    @Activate
    public MigrateVerb(@Reference MigrationCoordinator coordinator, @Reference OwnerRegister register) {
        this.coordinator = coordinator;
        this.register = register;
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        List<MoveOrder> orders = orders(options);
        if (options.isDryRun || orders.size() > 1) {
            // Several moves are planned before the first is carried out: what can be refused is refused before anything
            // moves.
            List<MigrationPlan> plans =
                    orders.stream().map(order -> await(coordinator.plan(order))).toList();
            if (options.isDryRun) {
                print(plans, options, output);
                return;
            }
        }
        move(orders, options, output);
    }

    private static void print(List<MigrationPlan> plans, Options options, Output output) {
        if (options.isJson()) {
            output.json(new PlansDocument(plans.stream().map(PlanDocument::of).toList()));
        } else {
            plans.forEach(plan -> output.line(plan.describe()));
        }
    }

    private void move(List<MoveOrder> orders, Options options, Output output) {
        List<MigrationReport> reports = new ArrayList<>();
        String refused = "";
        try {
            for (MoveOrder order : orders) {
                MoveProgress progress =
                        new MoveProgress(coordinator, order, options.isJson() ? step -> {} : output::line);
                MigrationReport report = progress.await();
                reports.add(report);
                if (!options.isJson()) {
                    output.line(MigrationDocument.ending(report));
                }
                if (report.state() != MigrationState.COMMITTED) {
                    break;
                }
            }
        } catch (ShellFailure refusal) {
            if (!options.isJson()) {
                throw refusal;
            }
            refused = refusal.getMessage();
        }
        if (options.isJson()) {
            output.json(new Document(reports.stream().map(MigrationDocument::of).toList(), refused));
        }
        if (reports.size() < orders.size()
                || reports.stream().anyMatch(report -> report.state() != MigrationState.COMMITTED)) {
            throw new ShellFailure(ShellFailure.FAILED, "");
        }
    }

    /** One order per source partition, in the order in which they are first named. */
    private List<MoveOrder> orders(Options options) {
        OwnerTable owners = register.read();
        Map<Integer, List<String>> byPartition = new LinkedHashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String typed : options.symbols) {
            String symbol = Symbols.shown(typed);
            owners.symbol(symbol)
                    .ifPresentOrElse(
                            owner -> byPartition
                                    .computeIfAbsent(owner.partition(), partition -> new ArrayList<>())
                                    .add(symbol),
                            () -> unknown.add(symbol));
        }
        if (!unknown.isEmpty()) {
            throw new ShellFailure(
                    ShellFailure.FAILED,
                    "unknown " + (unknown.size() == 1 ? "symbol " : "symbols ") + String.join(", ", unknown));
        }
        return byPartition.values().stream()
                .map(symbols -> new MoveOrder(symbols, options.target, options.strategy))
                .toList();
    }
}
