package io.gantry.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;

/** Entry of the command {@code gantry}. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command with all its sub-commands, writing to this process's streams. */
    static CommandLine commandLine() {
        GantryCommand root = new GantryCommand();
        ErrorReport errors = new ErrorReport(root::isDebug);
        CommandLine commandLine = new CommandLine(root)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true)
                .setOut(new PrintWriter(System.out, true, Charset.defaultCharset()))
                .setErr(new PrintWriter(System.err, true, Charset.defaultCharset()));
        describeVersion(commandLine);
        return commandLine;
    }

    private static void describeVersion(CommandLine commandLine) {
        commandLine.getCommandSpec().version(GantryCommand.version());
        commandLine.getSubcommands().values().forEach(Main::describeVersion);
    }
}
