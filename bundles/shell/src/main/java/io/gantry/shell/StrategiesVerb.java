package io.gantry.shell;

import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.StrategyInfo;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;

/** {@code gantry:strategies}. */
@Component(name = "io.gantry.shell.strategies", service = Function.class)
@GogoCommand(scope = "gantry", function = "strategies")
public final class StrategiesVerb extends Verb<StrategiesVerb.Options> {

    @Command(name = "strategies", description = "Lists the migration strategies that can be asked for on this worker.")
    static final class Options extends CommonOptions {}

    record Document(List<StrategyInfo> strategies) {}

    private final MigrationCoordinator coordinator;

    @Activate
    public StrategiesVerb(@Reference MigrationCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        List<StrategyInfo> strategies = coordinator.strategies();
        if (options.isJson()) {
            output.json(new Document(strategies));
            return;
        }
        Table table = new Table("STRATEGY", "RANKING", "BUNDLE", "VERSION");
        strategies.forEach(
                strategy -> table.row(strategy.name(), strategy.ranking(), strategy.bundle(), strategy.version()));
        output.table(table);
    }
}
