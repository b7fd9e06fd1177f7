package io.gantry.cli.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GogoLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '"',
            value = {
                "BTCUSDT # 'BTCUSDT'",
                "1E5 # '1E5'",
                "a b # 'a b'",
                "$x;{y}|*\\ # '$x;{y}|*\\'",
                "it's # 'it'\\''s'",
                "' # ''\\'''",
            })
    void shouldLeaveNothingToTheShellWhenAnArgumentHasItsCharacters(String value, String quoted) {
        assertThat(GogoLine.quote(value)).isEqualTo(quoted);
    }

    @Test
    void shouldQuoteTheEmptyArgumentWhenThereIsOne() {
        assertThat(GogoLine.quote("")).isEqualTo("''");
    }

    @Test
    void shouldKeepTheOrderWhenALineIsBuilt() {
        GogoLine line = new GogoLine("gantry:migrate")
                .arguments(List.of("A", "B"))
                .option("--to", 2)
                .flag("--dry-run", true)
                .flag("--json", false);

        assertThat(line).hasToString("gantry:migrate 'A' 'B' --to '2' --dry-run");
    }
}
