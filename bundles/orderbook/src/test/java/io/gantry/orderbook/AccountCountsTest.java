package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AccountCountsTest {

    private static final long SEED = 99L;

    @Test
    void shouldAgreeWithAMapWhenAccountsComeAndGo() {
        AccountCounts counts = new AccountCounts();
        counts.keep();
        Map<Long, Integer> expected = new HashMap<>();
        Random random = new Random(SEED);

        for (int i = 0; i < 100_000; i++) {
            long account = 1 + random.nextInt(i % 20_000 < 10_000 ? 3_000 : 50);
            if (expected.containsKey(account) && random.nextInt(2) == 0) {
                counts.remove(account);
                expected.compute(account, (key, count) -> count == 1 ? null : count - 1);
            } else {
                counts.add(account);
                expected.merge(account, 1, Integer::sum);
            }
            long asked = 1 + random.nextInt(3_000);
            assertThat(counts.of(asked)).as("seed %d", SEED).isEqualTo(expected.getOrDefault(asked, 0));
        }

        assertThat(counts.size()).as("seed %d", SEED).isEqualTo(expected.size());
    }
}
