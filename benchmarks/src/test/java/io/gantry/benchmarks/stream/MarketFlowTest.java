package io.gantry.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MarketFlowTest {
    private static final int SYMBOLS = 3;
    private static final int RESTING = 20;
    private static final int COMMANDS = 500;

    @Test
    void shouldHoldEveryCommandOfEverySymbolInItsOrder() {
        MarketFlow flow = MarketFlow.of(MadeStream.LOB, SYMBOLS, RESTING, COMMANDS, 7);

        assertThat(flow.size()).isEqualTo(SYMBOLS * RESTING + COMMANDS);
        assertThat(flow.fill()).isEqualTo(SYMBOLS * RESTING);
        int[] next = new int[SYMBOLS];
        for (int request = 0; request < flow.size(); request++) {
            int symbol = flow.symbol(request);
            assertThat(flow.index(request)).as("request " + request).isEqualTo(next[symbol]++);
            assertThat(flow.index(request) < flow.stream(request).fill()).isEqualTo(request < flow.fill());
        }
        for (int symbol = 0; symbol < SYMBOLS; symbol++) {
            assertThat(next[symbol]).isGreaterThan(RESTING + COMMANDS / SYMBOLS / 2);
        }
    }

    @Test
    void shouldBeTheSameWhenTheSeedIs() {
        MarketFlow one = MarketFlow.of(MadeStream.EC, SYMBOLS, RESTING, COMMANDS, 7);
        MarketFlow same = MarketFlow.of(MadeStream.EC, SYMBOLS, RESTING, COMMANDS, 7);
        MarketFlow other = MarketFlow.of(MadeStream.EC, SYMBOLS, RESTING, COMMANDS, 8);

        assertThat(text(one)).isEqualTo(text(same)).isNotEqualTo(text(other));
    }

    @Test
    void shouldHaveOtherCommandsForEachSymbol() {
        MarketFlow flow = MarketFlow.of(MadeStream.LOB, SYMBOLS, RESTING, COMMANDS, 7);

        assertThat(flow.stream(0)).isNotSameAs(flow.stream(1));
        assertThat(prices(flow.stream(0))).isNotEqualTo(prices(flow.stream(1)));
    }

    private static String text(MarketFlow flow) {
        StringBuilder text = new StringBuilder();
        for (int request = 0; request < flow.size(); request++) {
            CommandStream stream = flow.stream(request);
            int i = flow.index(request);
            text.append(flow.symbol(request)).append(' ').append(stream.kind(i)).append(' ');
            text.append(stream.price(i)).append(' ').append(stream.quantity(i)).append('\n');
        }
        return text.toString();
    }

    private static String prices(CommandStream stream) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < stream.fill(); i++) {
            text.append(stream.price(i)).append(' ');
        }
        return text.toString();
    }
}
