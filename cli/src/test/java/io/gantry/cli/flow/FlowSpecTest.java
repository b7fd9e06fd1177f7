package io.gantry.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowSpecTest {

    @Test
    void shouldNameEveryDefaultWhenNoKeyIsGiven() {
        FlowSpec spec = FlowSpec.parse("generated");

        assertThat(spec.isGenerated()).isTrue();
        assertThat(spec.text())
                .isEqualTo(
                        "generated:commands=200000,symbols=8,seed=1,zipf=1,sessions=4,resting=2000,rate=7,special=2");
    }

    @Test
    void shouldTakeGivenKeysWhenTheyAreInRange() {
        FlowSpec spec = FlowSpec.parse("generated:seed=-9,zipf=0.75,commands=10,symbols=1000,sessions=64,resting=10");

        assertThat(spec.text())
                .isEqualTo(
                        "generated:commands=10,symbols=1000,seed=-9,zipf=0.75,sessions=64,resting=10,rate=7,special=2");
    }

    @Test
    void shouldBeUnchangedWhenItsTextIsParsed() {
        String text = FlowSpec.parse("generated:zipf=1.50,commands=007").text();

        assertThat(FlowSpec.parse(text).text())
                .isEqualTo(text)
                .contains("zipf=1.5,")
                .contains("commands=7,");
    }

    @Test
    void shouldSetAKeyWhenAsked() {
        FlowSpec spec = FlowSpec.parse("generated:commands=5,seed=3");

        FlowSpec changed = spec.with("commands", 6).with("symbols", 2);

        assertThat(changed.text()).startsWith("generated:commands=6,symbols=2,seed=3,");
        assertThat(spec.text()).startsWith("generated:commands=5,symbols=8,seed=3,");
    }

    @Test
    void shouldTakeTheSymbolFromTheFileNameWhenNoneIsGiven() {
        assertThat(FlowSpec.parse("lobster:some/dir/amzn_message_5.csv.xz").text())
                .isEqualTo("lobster:some/dir/amzn_message_5.csv.xz,symbol=AMZN");
    }

    @Test
    void shouldTakeTheGivenSymbolWhenTheFileNameHasCommas() {
        FlowSpec spec = FlowSpec.parse("lobster:a,b=1/c,d.csv,symbol=X.Y-1");

        assertThat(spec.text()).isEqualTo("lobster:a,b=1/c,d.csv,symbol=X.Y-1");
        assertThat(spec.isGenerated()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                              | unknown flow kind '' in flow spec ''; known kinds: generated, lobster
            foo:bar                         | unknown flow kind 'foo' in flow spec 'foo:bar'; known kinds: generated, lobster
            Generated                       | unknown flow kind 'Generated' in flow spec 'Generated'; known kinds: generated, lobster
            generated:                      | flow spec generated: expected key=value, found ''
            generated:commands              | flow spec generated: expected key=value, found 'commands'
            generated:=3                    | flow spec generated: expected key=value, found '=3'
            generated:seed=1,               | flow spec generated: expected key=value, found ''
            generated:seed=1,seed=2         | flow spec generated: key 'seed' twice
            generated:speed=1               | flow spec generated: unknown key 'speed'; known keys: commands, symbols, seed, zipf, sessions, resting, rate, special
            generated:commands=0            | flow spec generated: key 'commands': expected a whole number from 1 to 1000000000, found '0'
            generated:commands=1000000001   | flow spec generated: key 'commands': expected a whole number from 1 to 1000000000, found '1000000001'
            generated:commands=-1           | flow spec generated: key 'commands': expected a whole number from 1 to 1000000000, found '-1'
            generated:commands=1e3          | flow spec generated: key 'commands': expected a whole number from 1 to 1000000000, found '1e3'
            generated:commands=1.5          | flow spec generated: key 'commands': expected a whole number from 1 to 1000000000, found '1.5'
            generated:commands=             | flow spec generated: key 'commands': expected a whole number from 1 to 1000000000, found ''
            generated:symbols=1001          | flow spec generated: key 'symbols': expected a whole number from 1 to 1000, found '1001'
            generated:seed=9223372036854775808 | flow spec generated: key 'seed': expected a whole number from -9223372036854775808 to 9223372036854775807, found '9223372036854775808'
            generated:zipf=3.1              | flow spec generated: key 'zipf': expected a number with up to 3 decimals from 0 to 3, found '3.1'
            generated:zipf=1.2345           | flow spec generated: key 'zipf': expected a number with up to 3 decimals from 0 to 3, found '1.2345'
            generated:sessions=65           | flow spec generated: key 'sessions': expected a whole number from 1 to 64, found '65'
            generated:resting=9             | flow spec generated: key 'resting': expected a whole number from 10 to 100000, found '9'
            generated:rate=0                | flow spec generated: key 'rate': expected a whole number from 1 to 100000000, found '0'
            generated:special=101           | flow spec generated: key 'special': expected a whole number from 0 to 100, found '101'
            generated:special=0.5           | flow spec generated: key 'special': expected a whole number from 0 to 100, found '0.5'
            lobster                         | flow spec lobster: no file; expected lobster:FILE[,symbol=NAME]
            lobster:                        | flow spec lobster: no file; expected lobster:FILE[,symbol=NAME]
            lobster:,symbol=A               | flow spec lobster: no file; expected lobster:FILE[,symbol=NAME]
            lobster:f.csv,depth=5           | flow spec lobster: unknown key 'depth'; known keys: symbol
            lobster:f.csv,symbol=A,symbol=B | flow spec lobster: key 'symbol' twice
            """)
    void shouldSayWhatIsWrongWhenASpecIsNotUnderstood(String text, String message) {
        assertThatExceptionOfType(FlowException.class)
                .isThrownBy(() -> FlowSpec.parse(text))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A B", "_A", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
    void shouldRefuseAGivenSymbolWhenItIsNone(String symbol) {
        assertThatExceptionOfType(FlowException.class)
                .isThrownBy(() -> FlowSpec.parse("lobster:f.csv,symbol=" + symbol))
                .withMessageContaining("not a symbol: '" + symbol + "'");
    }

    @Test
    void shouldRefuseAKeyWhenTheFlowIsAFile() {
        FlowSpec spec = FlowSpec.parse("lobster:f.csv");

        assertThatExceptionOfType(FlowException.class)
                .isThrownBy(() -> spec.with("commands", 5))
                .withMessage("'commands' applies to flow generated only; a lobster flow is its whole file");
    }

    @Test
    void shouldMaskAndCutWhenTheTextIsNotPrintable() {
        assertThatExceptionOfType(FlowException.class)
                .isThrownBy(() -> FlowSpec.parse("\u001b[31m" + "x".repeat(100)))
                .withMessageStartingWith("unknown flow kind '?[31m" + "x".repeat(35) + "...'");
    }

    @Test
    void shouldDescribeEveryKeyWhenHelpIsAsked() {
        for (GeneratorKey key : GeneratorKey.values()) {
            assertThat(FlowSpec.syntax()).contains("    " + key.word() + "=");
        }
    }
}
