package io.gantry.benchmarks.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class MadeStreamTest {
    private static final int RESTING = 300;
    private static final int COMMANDS = 20_000;

    private static final Iterable<MadeStream> STREAMS = MadeStream.ALL;

    @ParameterizedTest
    @FieldSource("STREAMS")
    void shouldMakeTheSameCommandsWhenTheSeedIsTheSame(MadeStream source) {
        assertThat(text(source.make(RESTING, COMMANDS, 7))).isEqualTo(text(source.make(RESTING, COMMANDS, 7)));
        assertThat(text(source.make(RESTING, COMMANDS, 7))).isNotEqualTo(text(source.make(RESTING, COMMANDS, 8)));
    }

    @ParameterizedTest
    @FieldSource("STREAMS")
    void shouldHoldTheSharesOfItsMix(MadeStream source) {
        CommandStream stream = source.make(RESTING, COMMANDS, 1);

        int[] counts = new int[CommandStream.MOVE + 1];
        for (int i = stream.fill(); i < stream.size(); i++) {
            counts[stream.kind(i)]++;
        }

        assertThat(stream.fill()).isEqualTo(RESTING);
        assertThat(stream.size()).isEqualTo(RESTING + COMMANDS);
        CommandMix mix = source.mix();
        assertShare(counts[CommandStream.LIMIT_BUY] + counts[CommandStream.LIMIT_SELL], mix.limit());
        assertShare(counts[CommandStream.IOC_BUY] + counts[CommandStream.IOC_SELL], mix.ioc());
        assertShare(counts[CommandStream.CANCEL], mix.cancel());
        assertShare(counts[CommandStream.REDUCE], mix.reduce());
        assertShare(counts[CommandStream.MOVE], mix.move());
    }

    private static void assertShare(int count, int percent) {
        assertThat(count * 100.0 / COMMANDS).isBetween(percent - 1.0, percent + 1.0);
    }

    @ParameterizedTest
    @FieldSource("STREAMS")
    void shouldNeverMoveAnOrderToThePriceThatItHas(MadeStream source) {
        CommandStream stream = source.make(RESTING, COMMANDS, 3);

        Map<Long, Integer> prices = new HashMap<>();
        for (int i = 0; i < stream.size(); i++) {
            if (stream.kind(i) <= CommandStream.IOC_SELL || stream.kind(i) == CommandStream.MOVE) {
                Integer old = prices.put(stream.orderId(i), stream.price(i));
                assertThat(stream.price(i)).as("command %d of seed 3", i).isNotEqualTo(old);
                assertThat(stream.price(i)).isPositive();
            }
        }
    }

    @Test
    void shouldGiveEveryOrderAnIdOfItsOwn() {
        for (OrderIds ids : OrderIds.values()) {
            Set<Long> seen = new HashSet<>();
            for (int number = 1; number <= 200_000; number++) {
                long id = ids.of(number);
                assertThat(id).isPositive();
                assertThat(seen.add(id)).as("%s id of %d", ids, number).isTrue();
            }
        }
    }

    private static String text(CommandStream stream) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < stream.size(); i++) {
            text.append(stream.kind(i))
                    .append(' ')
                    .append(stream.orderId(i))
                    .append(' ')
                    .append(stream.account(i))
                    .append(' ')
                    .append(stream.price(i))
                    .append(' ')
                    .append(stream.quantity(i))
                    .append('\n');
        }
        return text.toString();
    }
}
