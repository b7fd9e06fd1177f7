package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.order.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DepthLevelsTest {

    private static final long SEED = 31;

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithATreeMap(Side side) {
        Random random = new Random(SEED);
        DepthLevels levels = new DepthLevels(side);
        Comparator<Long> bestFirst = side == Side.BUY ? Comparator.reverseOrder() : Comparator.naturalOrder();
        TreeMap<Long, String> expected = new TreeMap<>(bestFirst);
        for (int step = 0; step < 20_000; step++) {
            long price = random.nextInt(40) == 0 ? Long.MAX_VALUE - random.nextInt(3) : random.nextInt(300);
            long quantity = random.nextInt(5);
            levels.set(price, quantity, step);
            if (quantity == 0) {
                expected.remove(price);
            } else {
                expected.put(price, quantity + "@" + price + "/" + step);
            }
            if (step == 10_000) {
                levels.clear();
                expected.clear();
            }
            if (step % 50 == 0) {
                List<String> shown = new ArrayList<>();
                levels.forEach((at, open, orders) -> shown.add(open + "@" + at + "/" + orders));
                assertThat(shown).as("seed %d, step %d", SEED, step).isEqualTo(List.copyOf(expected.values()));
                assertThat(levels.size()).isEqualTo(expected.size());
            }
        }
    }
}
