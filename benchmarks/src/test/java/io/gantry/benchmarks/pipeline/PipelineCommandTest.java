package io.gantry.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class PipelineCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void shouldWriteFiguresOfBothWhenDedupAndRecoveryAreMeasured() throws IOException {
        Path json = folder.resolve("out.json");

        int status = run(
                "--quick",
                "--only=recovery,dedup",
                "--runs=2",
                "--commands=4000",
                "--heap=512m",
                "--dir=" + folder,
                "--json=" + json);

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        assertThat(root.at("/settings/quick").asBoolean()).isTrue();
        assertThat(root.at("/notes/0").asText()).contains("do not quote");
        List<String> rows = new ArrayList<>();
        for (JsonNode row : root.get("rows")) {
            rows.add(row.get("section").asText());
            assertThat(row.get("runs").asInt()).isEqualTo(2);
            assertThat(row.at("/gantry/value").has("median")).isTrue();
        }
        assertThat(rows).containsExactly("dedup", "dedup", "recovery", "recovery");
    }

    /** No JVM starts with so little memory: recovery fails, and dedup has a JVM of its own choice. */
    @Test
    void shouldEndWithOneAndWriteWhatItHasWhenASectionFails() throws IOException {
        Path json = folder.resolve("out.json");

        int status =
                run("--quick", "--only=recovery,dedup", "--runs=1", "--heap=1k", "--dir=" + folder, "--json=" + json);

        assertThat(status).isEqualTo(1);
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        assertThat(root.at("/failures/0/section").asText()).isEqualTo("recovery");
        assertThat(root.at("/failures/0/why").asText()).startsWith("in run 1 of 1: ");
        assertThat(root.get("failures")).hasSize(1);
        assertThat(root.at("/rows/0/section").asText()).isEqualTo("dedup");
    }

    @ParameterizedTest
    @CsvSource({
        "--only=speed, --only: speed is none of in-process",
        "--runs=0, --runs: 0 is not 1 to 100",
        "--commands=0, --commands: 0 is not 1 to",
        "--seconds=0, --seconds: 0.0 is not above 0",
        "--gc=none, --gc: none is none of parallel",
        "--heap=much, --heap: much is no size",
        "--dir=/nowhere, --dir: /nowhere is no folder",
        "--json=/nowhere/out.json, --json: /nowhere/out.json cannot be written"
    })
    void shouldSayWhatIsWrongAndDoNothingWhenAnOptionIs(String option, String sentence) {
        assertThat(run(option)).isEqualTo(2);
        assertThat(err.toString()).contains(sentence);
    }

    private int run(String... arguments) {
        CommandLine line = new CommandLine(new PipelineCommand());
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
