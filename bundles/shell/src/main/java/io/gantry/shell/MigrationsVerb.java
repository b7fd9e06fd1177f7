package io.gantry.shell;

import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationReport;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;

/** {@code gantry:migrations}. */
@Component(name = "io.gantry.shell.migrations", service = Function.class)
@GogoCommand(scope = "gantry", function = "migrations")
public final class MigrationsVerb extends Verb<MigrationsVerb.Options> {

    @Command(
            name = "migrations",
            description =
                    "Lists the migrations that this worker carries or carried out since it started, newest first.")
    static final class Options extends CommonOptions {}

    record Document(List<MigrationDocument> migrations) {}

    private final MigrationCoordinator coordinator;

    @Activate
    public MigrationsVerb(@Reference MigrationCoordinator coordinator) {
        this.coordinator = coordinator;
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        List<MigrationReport> migrations = coordinator.migrations();
        if (options.isJson()) {
            output.json(
                    new Document(migrations.stream().map(MigrationDocument::of).toList()));
            return;
        }
        Table table =
                new Table("MIGRATION", "STATE", "STEP", "SYMBOLS", "FROM", "TO", "STRATEGY", "PAUSE ms", "DETAIL");
        for (MigrationReport migration : migrations) {
            table.row(
                    migration.id(),
                    migration.state(),
                    migration.step(),
                    String.join(",", migration.symbols()),
                    migration.source(),
                    migration.target(),
                    migration.strategy(),
                    MigrationDocument.millis(migration.pauseMicros()),
                    migration.detail());
        }
        output.table(table);
    }
}
