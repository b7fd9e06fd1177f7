package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class IdIndexTest {

    private static final long SEED = 71L;
    private static final long ABSENT = -5;

    private final Orders orders = new Orders("TEST");
    private final IdIndex index = new IdIndex(orders);
    private final Map<Long, Integer> expected = new HashMap<>();
    private final List<Long> ids = new ArrayList<>();
    private final Random random = new Random(SEED);

    @Test
    void shouldAgreeWithAMapWhenIdsAreInSequence() {
        long[] last = {0};

        exercise(300_000, 100_000, () -> ++last[0]);
    }

    @Test
    void shouldAgreeWithAMapWhenIdsAreRandom() {
        exercise(300_000, 100_000, () -> random.nextLong() >>> 1);
    }

    @Test
    void shouldAgreeWithAMapWhenIdsHaveLargeSteps() {
        long[] last = {0};

        exercise(150_000, 50_000, () -> last[0] += 1L << 32);
    }

    @Test
    void shouldAgreeWithAMapWhenItIsEmptiedAndFilledAgain() {
        long[] last = {0};
        for (int round = 0; round < 5; round++) {
            exercise(20_000, 15_000, () -> last[0] += 7);
            while (!ids.isEmpty()) {
                removeOne();
            }
            assertThat(index.size()).isZero();
        }
    }

    @Test
    void shouldFindAllWhenItIsAskedAtEveryStepOfItsGrowth() {
        boolean grew = false;
        for (long id = 1; id <= 3_000; id++) {
            add(id);
            if (index.isGrowing()) {
                grew = true;
                check();
            }
        }

        assertThat(grew).isTrue();
        check();
    }

    private void exercise(int steps, int most, LongSupplier nextId) {
        for (int step = 0; step < steps; step++) {
            if (ids.isEmpty() || (ids.size() < most && random.nextInt(10) < 7)) {
                add(nextId.getAsLong());
            } else {
                removeOne();
            }
            if (step % 10_000 == 0) {
                check();
            }
        }
        check();
    }

    private void add(long id) {
        int slot = orders.allocate();
        orders.write(slot, id, 1, 1, 1, 1, 0, 0);
        index.add(id, slot);
        expected.put(id, slot);
        ids.add(id);
    }

    private void removeOne() {
        int at = random.nextInt(ids.size());
        long id = ids.set(at, ids.get(ids.size() - 1));
        ids.remove(ids.size() - 1);
        int slot = expected.remove(id);
        index.remove(id, slot);
        orders.erase(slot);
        assertThat(index.find(id)).as("seed %d: removed %d", SEED, id).isZero();
    }

    private void check() {
        assertThat(index.size()).as("seed %d", SEED).isEqualTo(expected.size());
        expected.forEach((id, slot) ->
                assertThat(index.find(id)).as("seed %d: id %d", SEED, id).isEqualTo(slot));
        assertThat(index.find(0)).isZero();
        assertThat(index.find(ABSENT)).isZero();
    }
}
