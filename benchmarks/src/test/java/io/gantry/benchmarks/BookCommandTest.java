package io.gantry.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BookCommandTest {

    @TempDir
    private Path folder;

    private final StringWriter err = new StringWriter();

    @Test
    void shouldWriteTheResultsWhenAllBooksDidTheSame() throws IOException {
        Path json = folder.resolve("out.json");

        int status = run(
                "book",
                "--quick",
                "--forks=1",
                "--rounds=2",
                "--commands=200",
                "--resting=100",
                "--streams=lob",
                "--image-orders=1000",
                "--slice-orders=100",
                "--heap=512m",
                "--data=" + folder,
                "--json=" + json);

        assertThat(err.toString()).isEmpty();
        assertThat(status).isZero();
        JsonNode root = new ObjectMapper().readTree(json.toFile());
        assertThat(root.get("rows")).hasSize(1);
        assertRow(root.get("rows").get(0));
        JsonNode snapshot = root.get("snapshot");
        assertThat(snapshot.get("orders").asInt()).isBetween(900, 1100);
        for (String book : List.of("gantry", "exchangeCoreDirect")) {
            for (String figure : List.of("writeMillis", "restoreMillis", "bytesPerOrder", "maxStallMicros")) {
                assertThat(snapshot.get(book).get(figure).asDouble())
                        .as(book + " " + figure)
                        .isPositive();
            }
        }
        assertThat(root.get("machine").get("cores").asInt()).isPositive();
        assertThat(root.get("settings").get("seed").asInt()).isEqualTo(1);
    }

    private static void assertRow(JsonNode row) {
        assertThat(row.get("stream").asText()).isEqualTo("lob");
        assertThat(row.get("resting").asInt()).isEqualTo(100);
        assertThat(row.get("ratio").asDouble()).isPositive();
        for (String book : List.of("gantry", "exchangeCoreDirect", "exchangeCoreNaive")) {
            for (String figure : List.of("mops", "p50ns", "p99ns", "p999ns")) {
                assertThat(row.get(book).get(figure).asDouble())
                        .as(book + " " + figure)
                        .isPositive();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "--streams=nasdaq, no stream is named nasdaq",
        "--resting=0, --resting: 0 is not in 1 to",
        "--forks=0, --forks: 0 is not in 1 to",
        "--book=best, no book is named best",
        "--gc=none, '--gc: none is none of parallel, g1, serial'",
        "--heap=much, --heap: much is no size",
        "--json=/nowhere/out.json, --json: /nowhere/out.json cannot be written",
        "--frobnicate, unknown option: --frobnicate"
    })
    void shouldSayWhatIsWrongAndDoNothingWhenAnOptionIs(String option, String sentence) {
        int status = run("book", option);

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).startsWith("gantry: ").contains(sentence).hasLineCount(1);
    }

    @Test
    void shouldNameTheCommandsWhenNoneIsGiven() {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString()).contains("a command is missing: book, pipeline, pieces");
    }

    @Test
    void shouldRefuseAFolderAsResultFile() throws IOException {
        Files.createDirectory(folder.resolve("out.json"));

        assertThat(run("book", "--json=" + folder.resolve("out.json"))).isEqualTo(2);
        assertThat(err.toString()).contains("cannot be written");
    }

    private int run(String... arguments) {
        CommandLine line = Main.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
