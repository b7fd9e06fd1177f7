package io.gantry.benchmarks;

import io.gantry.cli.ErrorReport;
import picocli.CommandLine;

/** Entry of {@code gantry bench}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command with its sub-commands. */
    static CommandLine commandLine() {
        BenchCommand root = new BenchCommand();
        ErrorReport errors = new ErrorReport(root::isDebug);
        return new CommandLine(root)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true);
    }
}
