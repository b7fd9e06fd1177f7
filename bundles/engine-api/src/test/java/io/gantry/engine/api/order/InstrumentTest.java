package io.gantry.engine.api.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumentTest {

    @ParameterizedTest
    @ValueSource(strings = {"BTCUSDT", "S9", "1000SHIBUSDT", "A.B_C-D", "ABCDEFGHIJKLMNOPQRSTUVWX"})
    void shouldTakeASymbolWhenItsNameIsPlain(String symbol) {
        assertThat(new Instrument(symbol, 1, 2, 1, 1).symbol()).isEqualTo(symbol);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "btcusdt", "../X", "A B", "-A", "BTC\u0000", "ÄÖ", "ABCDEFGHIJKLMNOPQRSTUVWXY", "A\nB"})
    void shouldRefuseASymbolWhenItsNameIsNot(String symbol) {
        assertThatThrownBy(() -> new Instrument(symbol, 1, 2, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a symbol: '")
                .message()
                .matches("[\\x20-\\x7e]*");
    }

    @Test
    void shouldRefuseFiguresThatMakeNoGrid() {
        assertThatThrownBy(() -> new Instrument("A", 0, 2, 1, 1)).hasMessageContaining("symbolId 0");
        assertThatThrownBy(() -> new Instrument("A", 1, 13, 1, 1)).hasMessageContaining("13");
        assertThatThrownBy(() -> new Instrument("A", 1, 2, 0, 1)).hasMessageContaining("tick size 0");
        assertThatThrownBy(() -> new Instrument("A", 1, 2, 1, -1)).hasMessageContaining("lot size -1");
    }
}
