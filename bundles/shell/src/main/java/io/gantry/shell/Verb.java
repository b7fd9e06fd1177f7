package io.gantry.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;

/**
 * A command of the scope {@code gantry}: reads its options, and prints help, text or JSON. Any thread; calls may overlap.
 *
 * @param <O> its options, with picocli's annotations
 */
abstract class Verb<O extends CommonOptions> implements Function {

    /** What Gogo takes for it. */
    private static final Object NOTHING_TO_PRINT = null;

    private static final int HELP_WIDTH = 100;
    private static final long ANSWER_SECONDS = 15;

    /** Options of one call. */
    abstract O newOptions();

    /**
     * Does it.
     *
     * @throws ShellFailure if it has not been done; other exceptions count as such, their message being what is told
     */
    abstract void run(O options, Output output);

    @Override
    public final Object execute(CommandSession session, List<Object> arguments) {
        PrintStream stream = streamOf(session);
        O options = newOptions();
        CommandLine line = commandLine(options);
        try {
            line.parseArgs(words(arguments));
        } catch (ParameterException wrong) {
            throw new ShellFailure(
                    ShellFailure.USAGE, line.getCommandName() + ": " + Words.of(wrong) + " (" + usage(line) + ")");
        }
        if (options.isHelp()) {
            line.usage(stream, Ansi.OFF);
        } else {
            run(options, new Output(stream));
        }
        return NOTHING_TO_PRINT;
    }

    /** Picocli's view of a command's options. */
    static CommandLine commandLine(Object options) {
        return new CommandLine(options)
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    /**
     * Waits for an answer of the engine.
     *
     * @throws ShellFailure if it failed or did not come in time
     */
    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new ShellFailure(ShellFailure.FAILED, Words.of(failed));
        } catch (TimeoutException late) {
            throw new ShellFailure(ShellFailure.FAILED, "no answer within " + ANSWER_SECONDS + " s");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ShellFailure(ShellFailure.FAILED, "the shell closes");
        }
    }

    private static String usage(CommandLine line) {
        return "usage: " + line.getHelp().synopsis(0).strip().replaceAll("\\s+", " ");
    }

    /** Bare words arrive as tokens, quoted ones as texts, and what is in brackets as lists. */
    private static String[] words(Collection<?> arguments) {
        List<String> words = new ArrayList<>();
        for (Object argument : arguments) {
            if (argument instanceof Collection<?> several) {
                words.addAll(List.of(words(several)));
            } else {
                words.add(String.valueOf(argument));
            }
        }
        return words.toArray(String[]::new);
    }

    /** The running pipe's stream, so that output can be piped on; the session's outside of a pipe. */
    private static PrintStream streamOf(CommandSession session) {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.out();
    }
}
