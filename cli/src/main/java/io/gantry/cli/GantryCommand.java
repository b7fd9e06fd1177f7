package io.gantry.cli;

import io.gantry.cli.demo.DemoCommand;
import io.gantry.cli.demo.ReplayCommand;
import io.gantry.cli.journal.JournalCommand;
import io.gantry.cli.operate.BookCommand;
import io.gantry.cli.operate.ListCommand;
import io.gantry.cli.operate.MigrateCommand;
import io.gantry.cli.operate.MigrationsCommand;
import io.gantry.cli.operate.RoutesCommand;
import io.gantry.cli.operate.ShellCommand;
import io.gantry.cli.operate.StartCommand;
import io.gantry.cli.operate.StatusCommand;
import io.gantry.cli.operate.StopCommand;
import io.gantry.cli.operate.StrategiesCommand;
import io.gantry.cli.operate.WorkersCommand;
import io.gantry.cli.simulate.SimulateCommand;
import io.gantry.cli.tape.TapeCommand;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root: asked for nothing, it says what can be asked for. */
@Command(
        name = "gantry",
        mixinStandardHelpOptions = true,
        header = "A matching engine whose markets move between workers while they trade.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "`gantry COMMAND --help` tells more. Exit status 0: done, 1: failed, 2: wrong command line, nothing was done."
        },
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            ShellCommand.class,
            ListCommand.class,
            MigrateCommand.class,
            MigrationsCommand.class,
            RoutesCommand.class,
            BookCommand.class,
            WorkersCommand.class,
            StrategiesCommand.class,
            ReplayCommand.class,
            TapeCommand.class,
            JournalCommand.class,
            BenchCommand.class,
            SimulateCommand.class
        })
final class GantryCommand implements Runnable {

    private static final String UNPACKAGED = "development";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "With an error, show where in the program it arose.")
    private boolean debug;

    /** Whether errors are to be shown with their stack traces. */
    boolean isDebug() {
        return debug;
    }

    /** The version of the jar that this class is in. */
    static String version() {
        return "gantry "
                + Optional.ofNullable(GantryCommand.class.getPackage().getImplementationVersion())
                        .orElse(UNPACKAGED);
    }

    @Override
    public void run() {
        CommandLine commandLine = spec.commandLine();
        throw new ParameterException(
                commandLine,
                "a command is missing: "
                        + String.join(", ", commandLine.getSubcommands().keySet()));
    }
}
