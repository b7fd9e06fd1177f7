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
import java.util.function.Consumer;
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
        if (options.isDryRun) {
            print(plans(orders(options)), options, output);
        } else if (options.isJson()) {
            moveAsJson(options, output);
        } else {
            moveAll(orders(options), output::line, report -> output.line(MigrationDocument.ending(report)));
        }
    }

    private static void print(List<MigrationPlan> plans, Options options, Output output) {
        if (options.isJson()) {
            output.json(new PlansDocument(plans.stream().map(PlanDocument::of).toList()));
        } else {
            plans.forEach(plan -> output.line(plan.describe()));
        }
    }

    /** Whatever comes of it, there is one document, and nothing beside it. */
    private void moveAsJson(Options options, Output output) {
        List<MigrationDocument> ended = new ArrayList<>();
        String refused = "";
        int status = 0;
        try {
            moveAll(orders(options), progress -> {}, report -> ended.add(MigrationDocument.of(report)));
        } catch (ShellFailure failure) {
            refused = failure.getMessage();
            status = failure.status();
        }
        output.json(new Document(ended, refused));
        if (status != 0) {
            throw new ShellFailure(status, "");
        }
    }

    /**
     * Moves one group after another, until one does not commit.
     *
     * @throws ShellFailure if one does not, with a message only if it could not begin
     */
    private void moveAll(List<MoveOrder> orders, Consumer<String> progress, Consumer<MigrationReport> ended) {
        if (orders.size() > 1) {
            // What can be refused is refused before anything moves.
            plans(orders);
        }
        for (MoveOrder order : orders) {
            MigrationReport report = new MoveProgress(coordinator, order, progress).await();
            ended.accept(report);
            if (report.state() != MigrationState.COMMITTED) {
                throw new ShellFailure(ShellFailure.FAILED, "");
            }
        }
    }

    private List<MigrationPlan> plans(List<MoveOrder> orders) {
        return orders.stream().map(order -> await(coordinator.plan(order))).toList();
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
