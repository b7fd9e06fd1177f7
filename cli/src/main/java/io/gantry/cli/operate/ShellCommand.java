package io.gantry.cli.operate;

import io.gantry.cli.cluster.Cluster;
import io.gantry.cli.cluster.ShellConnection;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A session with the Gogo shell of a worker. */
@Command(
        name = "shell",
        mixinStandardHelpOptions = true,
        header = "Talk to the Gogo shell of a worker.",
        description = {
            "Reads lines from the terminal, or from the standard input, and has the worker run them in one session."
                    + " `help` shows the commands there, `exit` or Ctrl-D ends. With a LINE, runs that one and ends.",
            "Exit status 1 if a line of the standard input, or the LINE, failed.",
            ""
        })
public final class ShellCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Set<String> ENDS = Set.of("exit", "quit", "logout");

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOption cluster;

    @Option(names = "--worker", paramLabel = "NAME", description = "Which one; default: the first that lives.")
    private Optional<String> worker = Optional.empty();

    @Parameters(
            arity = "0..*",
            paramLabel = "LINE",
            description = "A line to run; its words may be arguments of their own.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws IOException {
        Cluster opened = cluster.open();
        String name = worker.orElseGet(() -> opened.requireLiveWorkers().get(0).name());
        try (ShellConnection connection = opened.connect(name)) {
            if (!words.isEmpty()) {
                return run(connection, String.join(" ", words)) ? ExitCode.OK : ExitCode.SOFTWARE;
            }
            Optional<Console> terminal = Optional.ofNullable(System.console());
            if (terminal.isPresent()) {
                talk(connection, terminal.get(), "gantry " + name + "> ");
                return ExitCode.OK;
            }
            return runAll(connection) ? ExitCode.OK : ExitCode.SOFTWARE;
        }
    }

    /** A failed line in a conversation is no failure of the conversation. */
    private void talk(ShellConnection connection, Console terminal, String prompt) {
        Optional<String> line = Optional.ofNullable(terminal.readLine("%s", prompt));
        while (line.filter(text -> !ENDS.contains(text.strip())).isPresent()) {
            run(connection, line.get());
            line = Optional.ofNullable(terminal.readLine("%s", prompt));
        }
    }

    private boolean runAll(ShellConnection connection) throws IOException {
        boolean allOk = true;
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        Optional<String> line = Optional.ofNullable(lines.readLine());
        while (line.filter(text -> !ENDS.contains(text.strip())).isPresent()) {
            allOk &= run(connection, line.get());
            line = Optional.ofNullable(lines.readLine());
        }
        return allOk;
    }

    private boolean run(ShellConnection connection, String line) {
        if (line.isBlank()) {
            return true;
        }
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        return connection.run(line.strip(), out::println, err::println, LIMIT) == 0;
    }
}
