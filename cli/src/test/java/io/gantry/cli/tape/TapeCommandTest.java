package io.gantry.cli.tape;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;
import picocli.CommandLine;

final class TapeCommandTest {
    /**
     * Two bids of one price. The first execution names the older, the second one the younger, though the older still stands
     * in front of it. Besides: an unknown order, one without an end, a hidden execution, and a cancel of what traded.
     */
    private static final String TAPE = """
            1,1,7,100,10000,1
            2,1,8,100,10000,1
            3,4,7,40,10000,1
            4,4,8,50,10000,1
            5,3,99,10,10000,1
            6,1,9,10,9900,1
            7,5,0,10,10050,1
            8,3,7,60,10000,1
            9,3,8,50,10000,1
            10,3,8,50,10000,1
            """;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldCountExecutionsAndFindTheBooksAgreedWhenATapeIsPlayed() throws IOException {
        int status = execute(tape().toString());

        assertThat(status).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(words(out.toString()))
                .contains("rows 10, 7 of them became commands")
                .contains("left out 1 rows of orders that no row before added, 1 of orders without an end, 1 hidden")
                .contains("events 9, 2 of them trades")
                .contains("rejected 1 UNKNOWN_ORDER")
                .contains("at the end 0 orders, last trade price 1.0000, state hash ")
                .contains("books flat 1 and reference 1 agreed: every event, and the state hash after every command")
                .contains("\n1 of 2 executions traded with the order the tape names\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat", "reference"})
    void shouldCompareNothingWhenOneBookIsNamed(String book) throws IOException {
        int status = execute(tape().toString(), "--book", book);

        assertThat(status).isZero();
        assertThat(words(out.toString()))
                .contains("books " + book + " 1 alone, compared with no other\n")
                .contains("1 of 2 executions traded");
    }

    @Test
    void shouldWriteAllFiguresWhenAReportIsAskedFor() throws IOException {
        Path report = folder.resolve("out.json");

        int status = execute(tape().toString(), "--report", report.toString());

        assertThat(status).isZero();
        JsonNode json = new ObjectMapper().readTree(Files.readString(report));
        assertThat(fields(json))
                .containsExactly(
                        "tape",
                        "symbol",
                        "rows",
                        "commands",
                        "leftOut",
                        "events",
                        "trades",
                        "rejected",
                        "executionsOnTape",
                        "executionsOnSameOrder",
                        "ordersLeft",
                        "lastTradePrice",
                        "priceDecimals",
                        "stateHash",
                        "compared",
                        "agreed",
                        "difference",
                        "books");
        assertThat(json.get("symbol").asText()).isEqualTo("TEST");
        assertThat(json.get("leftOut").toString()).isEqualTo("{\"unknownOrder\":1,\"noEnd\":1,\"hiddenExecutions\":1}");
        assertThat(json.get("rejected").toString()).isEqualTo("{\"UNKNOWN_ORDER\":1}");
        assertThat(json.get("executionsOnSameOrder").asLong()).isEqualTo(1);
        assertThat(json.get("executionsOnTape").asLong()).isEqualTo(2);
        assertThat(json.get("lastTradePrice").asLong()).isEqualTo(10_000);
        assertThat(json.get("agreed").asBoolean()).isTrue();
        assertThat(json.get("books"))
                .hasSize(2)
                .allSatisfy(book ->
                        assertThat(book.get("commandsPerSecond").asLong()).isPositive());
    }

    @Test
    void shouldPlayTheSameWhenTheTapeIsCompressed() throws IOException {
        Path xz = folder.resolve("TEST_message_1.csv.xz");
        try (OutputStream compressed = new XZOutputStream(Files.newOutputStream(xz), new LZMA2Options(0))) {
            compressed.write(TAPE.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(execute(xz.toString())).isZero();
        assertThat(out.toString()).contains("1 of 2 executions traded with the order the tape names");
    }

    static Stream<Arguments> wrongLines() {
        return Stream.of(
                Arguments.of("%s/none.csv", "no such file: "),
                Arguments.of("%s", " is a directory; expected a LOBSTER message file"),
                Arguments.of("%s/README.md", "README.md line 1, column 1: expected 6 columns"),
                Arguments.of("%s/BAD.csv", "BAD.csv line 2, column 5 (price): expected"),
                Arguments.of("%s/_1.csv", "add ,symbol=NAME"),
                Arguments.of("%s/TEST_message_1.csv --book fast", "--book: expected flat or reference, found 'fast'"),
                Arguments.of("%s/TEST_message_1.csv --report %s/no/out.json", "cannot write the report"),
                Arguments.of("--book flat", "MESSAGE_FILE"),
                Arguments.of("%s/TEST_message_1.csv --rate 5", "--rate"));
    }

    @ParameterizedTest
    @MethodSource("wrongLines")
    void shouldSayWhatIsWrongWhenTheLineOrTheTapeIsWrong(String line, String expected) throws IOException {
        tape();
        Files.writeString(folder.resolve("README.md"), "# No message file\n");
        Files.writeString(folder.resolve("BAD.csv"), "1,1,7,100,10000,1\n2,1,8,100,dear,1\n");
        Files.writeString(folder.resolve("_1.csv"), TAPE);

        int status = execute(line.replace("%s", folder.toString()).split(" "));

        assertThat(err.toString()).contains(expected);
        assertThat(out.toString()).isEmpty();
        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void shouldSayThatItComparesWhenAskedForHelp() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .contains("MESSAGE_FILE", "--book", "--report")
                .contains("compares every event, and the state hash after every command");
    }

    private Path tape() throws IOException {
        return Files.writeString(folder.resolve("TEST_message_1.csv"), TAPE);
    }

    private int execute(String... arguments) {
        return new CommandLine(new TapeCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    /** With single blanks. */
    private static String words(String text) {
        return text.replaceAll(" +", " ");
    }

    private static List<String> fields(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
