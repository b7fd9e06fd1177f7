package io.gantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LaunchOptionsTest {

    @Test
    void shouldMakeFoldersAbsoluteWhenTheyAreRelative() {
        LaunchOptions options = LaunchOptions.parse(List.of("--install", "/opt/gantry/../gantry", "--home", "w1"));

        assertThat(options)
                .isEqualTo(
                        new LaunchOptions(Path.of("/opt/gantry"), Path.of("w1").toAbsolutePath(), false));
    }

    @Test
    void shouldAskForHelpWhateverElseIsThere() {
        assertThat(LaunchOptions.parse(List.of("--install", "/opt/gantry", "--help", "--nonsense"))
                        .isHelp())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    '',                               '--install DIR is missing'
                    --install /i,                     '--home DIR is missing'
                    --install /i --home,              '--home needs a folder'
                    --install --home /h,              '--install needs a folder'
                    --install /i --home /h --port 1,  'unknown option: --port'
                    '--install /i --home /h,h',       '--home must not contain a comma: /h,h'
                    """)
    void shouldRefuseWithUsageStatusWhenArgumentsAreWrong(String line, String sentence) {
        List<String> arguments = line.isEmpty() ? List.of() : List.of(line.split(" "));

        assertThatThrownBy(() -> LaunchOptions.parse(arguments))
                .hasMessageStartingWith(sentence)
                .asInstanceOf(type(LaunchRefused.class))
                .extracting(LaunchRefused::exitStatus)
                .isEqualTo(2);
    }
}
