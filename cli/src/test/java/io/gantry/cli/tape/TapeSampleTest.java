package io.gantry.cli.tape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gantry.cli.flow.FlowSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Needs the LOBSTER samples, which are not part of the project, in a folder that the caller names. */
final class TapeSampleTest {
    private static final String PROPERTY = "gantry.data";
    private static final String VARIABLE = "GANTRY_DATA";

    @ParameterizedTest
    @CsvSource({"AMZN_message_5.csv.xz, 132763, 7905, 7895", "AAPL_message_1.csv.xz, 70525, 14929, 14902"})
    void shouldTradeAsTheVenueDidAndAgreeWhenASampleIsPlayed(String name, long commands, long executions, long same) {
        TapeResult result =
                new TapeReplay(FlowSpec.parse("lobster:" + sample(name)).open(), TapeBooks.all()).run();

        assertThat(result.difference()).isEmpty();
        assertThat(result.books()).hasSize(2);
        assertThat(result.commands()).isEqualTo(commands);
        assertThat(result.statistics().executionsOnTape()).isEqualTo(executions);
        assertThat(result.executionsOnSameOrder()).isEqualTo(same);
        assertThat(result.rejections()).isEqualTo(Map.of("UNKNOWN_ORDER", 2L));
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
