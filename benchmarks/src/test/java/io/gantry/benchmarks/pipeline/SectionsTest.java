package io.gantry.benchmarks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.report.BoardJson;
import io.gantry.benchmarks.report.BoardRow;
import io.gantry.benchmarks.report.BoardTable;
import io.gantry.benchmarks.report.Machine;
import io.gantry.benchmarks.report.Measure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionsTest {
    private static final int RUNS = 3;

    /** Measures its number of runs, and fails in one of them. */
    private record Planned(String name, int failsInRun) implements Section {

        @Override
        public void prepare(Board board) {
            fail(-1);
        }

        @Override
        public void run(int run, Board board) {
            fail(run);
            board.gantry(Measure.rate(name, "closed loop", "commands/s"), run);
        }

        private void fail(int run) {
            if (run == failsInRun) {
                throw new IllegalStateException("the child ended", new IOException("Connection refused"));
            }
        }
    }

    private final Board board = new Board();
    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @Test
    void shouldMeasureTheOthersWhenASectionFails() {
        run(new Planned("first", RUNS), new Planned("second", 1), new Planned("third", -1), new Planned("last", RUNS));

        assertThat(board.rows())
                .extracting(row -> row.measure().section() + " " + row.runs())
                .containsExactly("first 3", "second 1", "last 3");
        assertThat(board.failures())
                .containsExactly(
                        new Board.Failure("second", "in run 2 of 3: the child ended, because Connection refused"),
                        new Board.Failure(
                                "third", "before its first run: the child ended, because Connection refused"));
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("gantry: second: failed in run 2 of 3")
                .contains("at io.gantry.benchmarks.pipeline.SectionsTest");
    }

    @Test
    void shouldTellOfTheFailureInTheTableAndTheJsonWhenASectionFails() throws IOException {
        run(new Planned("first", 0), new Planned("last", RUNS));
        ByteArrayOutputStream table = new ByteArrayOutputStream();

        BoardTable.print(new PrintStream(table, true, StandardCharsets.UTF_8), board);
        JsonNode json = new ObjectMapper()
                .readTree(BoardJson.text(new Machine("cpu", 2, "jdk", "os", List.of()), Map.of(), board));

        assertThat(table.toString(StandardCharsets.UTF_8))
                .contains("FAILED: section first, in run 1 of 3: the child ended, because Connection refused")
                .contains("closed loop");
        assertThat(json.at("/failures/0/section").asText()).isEqualTo("first");
        assertThat(json.at("/failures/0/why").asText()).contains("in run 1 of 3: the child ended");
        assertThat(json.at("/rows/0/section").asText()).isEqualTo("last");
    }

    @Test
    void shouldTellOfNoFailureWhenThereIsNone() throws IOException {
        run(new Planned("first", RUNS));

        assertThat(board.failures()).isEmpty();
        assertThat(board.rows()).extracting(BoardRow::runs).containsExactly(RUNS);
        assertThat(told.size()).isZero();
        JsonNode json = new ObjectMapper()
                .readTree(BoardJson.text(new Machine("cpu", 2, "jdk", "os", List.of()), Map.of(), board));
        assertThat(json.get("failures").isArray()).isTrue();
        assertThat(json.get("failures")).isEmpty();
    }

    private void run(Section... sections) {
        Sections.run(List.of(sections), RUNS, board, new Progress(new PrintStream(told, true, StandardCharsets.UTF_8)));
    }
}
