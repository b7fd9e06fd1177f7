package io.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.cli.report.ReportFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Wrong command lines end with status 2 and a sentence, before anything is started. */
final class DemoCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    static Stream<Arguments> wrongLines() {
        return Stream.of(
                Arguments.of("--flow lobster:%s/README.md", "README.md"),
                Arguments.of("--flow lobster:%s/none.csv", "none.csv"),
                Arguments.of("--flow lobster:", "no file"),
                Arguments.of("--flow tape:x", "unknown flow kind 'tape'"),
                Arguments.of("--flow generated:speed=1", "unknown key 'speed'"),
                Arguments.of("--flow generated:commands=1,commands=2", "twice"),
                Arguments.of("--flow lobster:%s/AAPL_1.csv --commands 5", "applies to flow generated only"),
                Arguments.of("--commands 0", "whole number from 1"),
                Arguments.of("--commands many", "--commands"),
                Arguments.of("--symbols 100000", "from 1 to 1000"),
                Arguments.of("--rate -1", "--rate: expected 0 or more"),
                Arguments.of("--workers 2", "--workers: expected 3 or more"),
                Arguments.of("--workers 1000", "1 or 3 to 64"),
                Arguments.of("--warm-up 5", "--warm-up: expected 0, or 1000 to"),
                Arguments.of("--standbys 3", "standbys: 3 is not 0 to 2"),
                Arguments.of("--durability paper", "durability=paper is none of memory, replicated"),
                Arguments.of("--partitions 0", "partitions per worker: 0"),
                Arguments.of("--report %s/no/such/folder/out.json", "cannot write the report"),
                Arguments.of("--report %s", "cannot write the report"),
                Arguments.of("--speed 9", "--speed"));
    }

    @ParameterizedTest
    @MethodSource("wrongLines")
    void shouldSayWhatIsWrongAndStartNothingWhenTheLineIsWrong(String line, String expected) throws IOException {
        Files.writeString(folder.resolve("README.md"), "# No message file\n");
        Files.writeString(folder.resolve("AAPL_1.csv"), "34200.1,1,1,100,5853300,1\n34200.2,3,1,100,5853300,1\n");

        int status = execute(line.replace("%s", folder.toString()).split(" "));

        assertThat(err.toString()).contains(expected);
        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void shouldLeaveTheReportFileAloneWhenItIsOnlyChecked() throws IOException {
        Path there = Files.writeString(folder.resolve("there.json"), "old");
        Path fresh = folder.resolve("fresh.json");

        ReportFile.requireWritable(there);
        ReportFile.requireWritable(fresh);

        assertThat(there).hasContent("old");
        assertThat(fresh).doesNotExist();
    }

    @Test
    void shouldExplainItsOptionsWhenAskedForHelp() {
        StringWriter out = new StringWriter();

        int status =
                new CommandLine(new DemoCommand()).setOut(new PrintWriter(out)).execute("--help");

        assertThat(status).isZero();
        assertThat(List.of(
                        "--flow",
                        "--commands",
                        "--symbols",
                        "--strategy",
                        "--seed",
                        "--rate",
                        "--report",
                        "--keep",
                        "--workers",
                        "--partitions",
                        "--standbys",
                        "--durability"))
                .allSatisfy(option -> assertThat(out.toString()).contains(option));
    }

    private int execute(String... arguments) {
        return new CommandLine(new DemoCommand()).setErr(new PrintWriter(err)).execute(arguments);
    }
}
