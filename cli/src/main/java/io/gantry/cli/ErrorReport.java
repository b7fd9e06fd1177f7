package io.gantry.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells whatever goes wrong in one sentence on the standard error stream, and gives the exit status that goes with it. */
public final class ErrorReport implements IParameterExceptionHandler, IExecutionExceptionHandler {

    private static final String PREFIX = "gantry: ";
    private static final String OURS = "io.gantry.";

    private final BooleanSupplier isDebug;

    /** @param isDebug whether stack traces are wanted, asked when an error is there */
    public ErrorReport(BooleanSupplier isDebug) {
        this.isDebug = isDebug;
    }

    /** Nothing was done: status 2. */
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine commandLine = wrong.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println(PREFIX + sentence(wrong) + "; see "
                + commandLine.getCommandSpec().qualifiedName() + " --help");
        printTrace(wrong, err);
        return ExitCode.USAGE;
    }

    /** Something failed: status 1. Our own exceptions carry a sentence for the user, others are told with their type. */
    @Override
    public int handleExecutionException(Exception failure, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        boolean isOurs = failure.getClass().getName().startsWith(OURS) && failure.getMessage() != null;
        err.println(PREFIX
                + (isOurs
                        ? failure.getMessage()
                        : "unexpected " + failure + "; run it again with --debug to see where it arose"));
        printTrace(failure, err);
        return ExitCode.SOFTWARE;
    }

    private void printTrace(Exception failure, PrintWriter err) {
        if (isDebug.getAsBoolean()) {
            failure.printStackTrace(err);
        }
    }

    private static String sentence(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        String message = String.valueOf(wrong.getMessage()).strip();
        String oneLine = message.lines().map(String::strip).collect(Collectors.joining(" "));
        return oneLine.isEmpty() ? "wrong command line" : firstLower(oneLine);
    }

    private static String unmatched(UnmatchedArgumentException wrong) {
        String first = wrong.getUnmatched().get(0);
        CommandLine commandLine = wrong.getCommandLine();
        boolean isCommand = !commandLine.getSubcommands().isEmpty() && !first.startsWith("-");
        List<String> suggestions = wrong.getSuggestions();
        String hint = suggestions.isEmpty() ? "" : ", did you mean " + String.join(" or ", suggestions) + "?";
        return (isCommand ? "unknown command: " : first.startsWith("-") ? "unknown option: " : "unexpected argument: ")
                + first
                + hint;
    }

    /**
     * What picocli says begins like a sentence of its own; ours begin after the command's name. A name such as README.md keeps
     * its capital.
     */
    private static String firstLower(String sentence) {
        boolean isName = sentence.length() < 2 || !Character.isLowerCase(sentence.charAt(1));
        return isName ? sentence : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
