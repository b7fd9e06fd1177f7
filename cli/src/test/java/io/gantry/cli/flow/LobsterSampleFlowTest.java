package io.gantry.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gantry.engine.api.order.RejectReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs the LOBSTER samples, which are not part of the project, in a folder that the caller names. */
class LobsterSampleFlowTest {
    private static final String PROPERTY = "gantry.data";
    private static final String VARIABLE = "GANTRY_DATA";

    @ParameterizedTest
    @CsvSource({
        "AMZN_message_5.csv.xz, AMZN, 155935, 132763, 8491, 12236, 7905, 7895",
        "AAPL_message_1.csv.xz, AAPL, 118497, 70525, 14980, 21660, 14929, 14902"
    })
    void shouldTradeAsTheVenueDidWhenReplayedInPriceTimePriority(
            String name, String symbol, long rows, long used, long unknown, long noEnd, long executions, long same) {
        Path file = sample(name);

        Flow flow = FlowSpec.parse("lobster:" + file).open();
        long commands = 0;
        long executionsOnSameOrder = 0;
        EngineBooks books = new EngineBooks(flow);
        for (FlowCommand command : flow) {
            commands++;
            executionsOnSameOrder += books.makersOf(command).contains(command.expectedMaker()) ? 1 : 0;
        }

        assertThat(flow.statistics())
                .isEqualTo(new FlowStatistics(
                        "lobster:" + file + ",symbol=" + symbol, rows, used, unknown, noEnd, executions));
        assertThat(commands).isEqualTo(used);
        assertThat(executionsOnSameOrder).isEqualTo(same);
        assertThat(books.rejections()).containsExactly(Map.entry(RejectReason.UNKNOWN_ORDER, 2));
    }

    private static Path sample(String name) {
        String folder = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        assumeTrue(
                !folder.isEmpty(),
                "skipped: name the folder with the LOBSTER samples by -D" + PROPERTY + "=FOLDER or " + VARIABLE);
        Path file = Path.of(folder, name);
        assumeTrue(Files.exists(file), "skipped: no file " + file);
        return file;
    }
}
