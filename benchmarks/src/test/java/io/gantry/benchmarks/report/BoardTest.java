package io.gantry.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final Measure RATE = Measure.rate("some", "closed loop", "commands/s");
    private static final Measure LATENCY = Measure.latency("some", "at 10/s");

    private final Board board = new Board();

    @Test
    void shouldTakeTheMedianOfTheRatiosOfPairsWhenRunsDiffer() {
        board.gantry(RATE, 100);
        board.peer(RATE, "peer", 50);
        board.gantry(RATE, 30);
        board.peer(RATE, "peer", 30);
        board.gantry(RATE, 90);
        board.peer(RATE, "peer", 30);

        BoardRow row = board.rows().get(0);

        assertThat(row.runs()).isEqualTo(3);
        assertThat(row.gantry().orElseThrow()).containsExactly(new Spread(90, 30, 100));
        assertThat(row.peer().orElseThrow().figures()).containsExactly(new Spread(30, 30, 50));
        // 2, 1 and 3: not the ratio of the medians, which is 3.
        assertThat(row.ratio().orElseThrow()).containsExactly(new Spread(2, 1, 3));
    }

    @Test
    void shouldKeepPartsApartWhenAMeasureHasSeveral() {
        board.gantry(LATENCY, 1, 2, 3, 4);
        board.peer(LATENCY, "peer", 2, 8, 6, 2);

        assertThat(board.rows().get(0).ratio().orElseThrow())
                .extracting(Spread::median)
                .containsExactly(0.5, 0.25, 0.5, 2.0);
    }

    @Test
    void shouldHaveNoRatioWhenNothingStandsBeside() {
        board.gantry(RATE, 1);

        BoardRow row = board.rows().get(0);

        assertThat(row.peer()).isEmpty();
        assertThat(row.ratio()).isEmpty();
    }

    @Test
    void shouldRefuseFiguresThatTheMeasureHasNoPartsFor() {
        assertThatThrownBy(() -> board.gantry(LATENCY, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldWriteAllFiguresWithUnitAndRunsAsJson() throws IOException {
        board.note("a note");
        board.gantry(RATE, 100);
        board.peer(RATE, "peer 1.0", 50);
        board.gantry(RATE, 200);
        board.peer(RATE, "peer 1.0", 50);
        board.peer(LATENCY, "the machine", 1, 2, 3, 4);

        JsonNode root = new ObjectMapper()
                .readTree(BoardJson.text(
                        new Machine("cpu", 2, "jdk", "os", List.of("-Xmx1g")), Map.of("quick", true), board));

        assertThat(root.at("/settings/quick").asBoolean()).isTrue();
        assertThat(root.at("/machine/cores").asInt()).isEqualTo(2);
        assertThat(root.at("/notes/0").asText()).isEqualTo("a note");
        JsonNode rate = root.at("/rows/0");
        assertThat(rate.get("section").asText()).isEqualTo("some");
        assertThat(rate.get("unit").asText()).isEqualTo("commands/s");
        assertThat(rate.get("better").asText()).isEqualTo("more");
        assertThat(rate.get("runs").asInt()).isEqualTo(2);
        assertThat(rate.get("besideIs").asText()).isEqualTo("peer 1.0");
        assertThat(rate.at("/gantry/value/median").asDouble()).isEqualTo(150);
        assertThat(rate.at("/beside/value/highest").asDouble()).isEqualTo(50);
        assertThat(rate.at("/ratio/value/lowest").asDouble()).isEqualTo(2);
        JsonNode latency = root.at("/rows/1");
        assertThat(latency.has("gantry")).isFalse();
        assertThat(latency.at("/beside/p99.9/median").asDouble()).isEqualTo(3);
    }

    @Test
    void shouldPrintOneLineForEachRow() {
        board.gantry(RATE, 1_234_567);
        board.gantry(LATENCY, 1, 20, 300, 4_000);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        BoardTable.print(new PrintStream(bytes, true, StandardCharsets.UTF_8), board);

        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("1,234,567")
                .contains("1.00 / 20.0 / 300 / 4,000")
                .hasLineCount(4);
    }
}
