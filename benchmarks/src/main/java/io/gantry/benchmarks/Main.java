package io.gantry.benchmarks;

import io.gantry.cli.ErrorReport;
import picocli.CommandLine;

/** Entry of {@code gantry bench}. */
public final class Main {

    private static final String VERSION = "gantry bench, of the source tree that it runs in";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command with its sub-commands. */
    static CommandLine commandLine() {
        BenchCommand root = new BenchCommand();
        ErrorReport errors = new ErrorReport(root::isDebug);
        CommandLine line = new CommandLine(root)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true);
        line.getCommandSpec().version(VERSION);
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version(VERSION));
        return line;
    }
}
