package io.gantry.benchmarks;

import picocli.CommandLine;

/** Entry of {@code gantry bench}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command with its sub-commands. */
    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand())
                .setParameterExceptionHandler((wrong, given) -> {
                    CommandLine line = wrong.getCommandLine();
                    line.getErr()
                            .println("gantry: " + wrong.getMessage() + "; see "
                                    + line.getCommandSpec().qualifiedName() + " --help");
                    return CommandLine.ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    boolean isOurs = failure instanceof BenchException;
                    line.getErr().println("gantry: " + (isOurs ? failure.getMessage() : "unexpected " + failure));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true);
    }
}
