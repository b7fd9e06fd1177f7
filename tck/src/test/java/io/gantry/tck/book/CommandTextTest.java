package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gantry.engine.api.order.OrderCommand;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {

    @Test
    void shouldReadWhatItWroteWhateverTheCommand() {
        for (long seed = 1; seed <= 60; seed++) {
            List<Step> steps = new RandomCommands(seed).steps();
            List<Step> read = Step.parse(Step.lines(steps));

            assertThat(read).as("seed %s", seed).hasSameSizeAs(steps);
            for (int i = 0; i < steps.size(); i++) {
                assertThat(told(read.get(i))).as("seed %s, step %s", seed, i).isEqualTo(told(steps.get(i)));
            }
        }
    }

    private static String told(Step step) {
        if (!(step instanceof Step.Apply apply)) {
            return step.toString();
        }
        OrderCommand command = apply.command();
        return apply.timeNanos() + " " + command + " " + command.scope() + command.marketState() + command.rules();
    }

    @Test
    void shouldMakeTheSameCommandsWhenTheSeedIsTheSame() {
        for (long seed = 1; seed <= 12; seed++) {
            assertThat(Step.lines(new RandomCommands(seed).steps()))
                    .isEqualTo(Step.lines(new RandomCommands(seed).steps()));
        }
        assertThat(Step.lines(new RandomCommands(1).steps())).isNotEqualTo(Step.lines(new RandomCommands(13).steps()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "by 1 10@100", "buy", "buy x 10@100", "buy 1 10", "buy 1 10@100 soon", "market", "rules low"
            })
    void shouldRefuseWhatIsNoCommand(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandText.parse(text))
                .withMessageContaining("not a command: '" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00:00", "1d00:00"})
    void shouldReadTimesAsPeopleWriteThem(String text) {
        assertThat(TimeText.parse(text)).isZero();
        assertThat(TimeText.parse("2d10:00:00.000000001")).isEqualTo(86_400_000_000_000L + 36_000_000_000_001L);
    }
}
