package io.gantry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "strt | unknown command: strt, did you mean",
                "start --workrs 3 | unknown option: --workrs, did you mean --workers",
                "start --workers 2 | a cluster needs 3 workers for its register's majority (or 1: a worker alone)",
                "start --workers three | invalid value for option '--workers': 'three' is not an int",
                "start --workers | missing required parameter",
                "start --port-base 0 | --port-base: 0 is no port",
                "start --port-base 70000 | port base: 70000 is not 1 to 65535",
                "start --timeout 0 | --timeout: 0 is not 1 or more",
                "start --worker w1 --workers 3 | --worker starts one worker as it was",
                "stop --timeout -1 | --timeout: -1 is not 1 or more",
                "migrate S1 --strategy x | missing required option: '--to=PARTITION'",
                "migrate S1 --to 2 | missing required option: '--strategy=NAME'",
                "migrate S1 --to two --strategy x | invalid value for option '--to': 'two' is not an int",
                "migrate --to 2 --strategy x | missing required parameter: 'SYMBOL'",
                "list S1 | missing required option: '--partition=P'",
                "book | missing required parameter: 'SYMBOL'",
                "book S1 S2 | unexpected argument: S2",
                "routes --jsn | unknown option: --jsn, did you mean --json",
                "shell --nosuch | unknown option: --nosuch",
                "bench | bench needs the source tree",
                "bench book --quick | bench needs the source tree",
                "tape | missing required parameter: 'MESSAGE_FILE'",
                "tape none.csv | no such file: none.csv",
                "tape none.csv --book fast | --book: expected flat or reference, found 'fast'",
            })
    void shouldSayWhatIsWrongAndExitWithTwoWhenTheCommandLineIsWrong(String line, String sentence) {
        int status = run(line.split(" "));

        assertThat(status).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("gantry: " + sentence)
                .contains("; see gantry")
                .endsWith(" --help");
    }

    @Test
    void shouldNameTheCommandsWhenNoneIsGiven() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing: demo, start, stop, status");
    }

    @ParameterizedTest
    @CsvSource({
        "status",
        "stop",
        "routes",
        "workers",
        "strategies",
        "migrations",
        "shell",
        "book S1",
        "list S1 --partition 1",
        "migrate S1 --to 2 --strategy x",
        "start --worker w1"
    })
    void shouldSayHowToStartAndExitWithOneWhenNoClusterRuns(String line) {
        int status = run((line + " --dir " + temp).split(" "));

        assertThat(status).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .matches("gantry: no cluster runs in .*; `gantry start` starts one");
    }

    @Test
    void shouldShowWhereItAroseWhenDebugIsAskedFor() {
        assertThat(run("status", "--debug", "--dir", temp.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("gantry: no cluster runs in ", "\tat io.gantry.cli.cluster.");
    }

    @Test
    void shouldHaveHelpThatNamesAllItsOptionsWhenAskedForAnyCommand() {
        for (CommandLine command : allCommands()) {
            assertThat(command.getUsageMessage())
                    .as(command.getCommandSpec().qualifiedName())
                    .contains("--help")
                    .contains(command.getCommandSpec().usageMessage().header());
            assertThat(command.getCommandSpec().usageMessage().header())
                    .as("header of " + command.getCommandSpec().qualifiedName())
                    .isNotEmpty();
        }
    }

    @Test
    void shouldPrintOneLineWhenAskedForItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString().strip()).startsWith("gantry ");
    }

    private static List<CommandLine> allCommands() {
        List<CommandLine> all = new ArrayList<>();
        Deque<CommandLine> waiting = new ArrayDeque<>(List.of(Main.commandLine()));
        while (!waiting.isEmpty()) {
            CommandLine next = waiting.remove();
            all.add(next);
            waiting.addAll(next.getSubcommands().values());
        }
        return all;
    }

    private int run(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
