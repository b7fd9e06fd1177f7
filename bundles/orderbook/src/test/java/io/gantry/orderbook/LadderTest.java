package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LadderTest {

    private static final long SEED = 4_711L;

    private final Random random = new Random(SEED);
    private final Orders orders = new Orders("TEST");
    private final Nodes nodes = new Nodes("TEST");

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAgreeWithATreeMapWhenPricesAreDense(boolean highestFirst) {
        exercise(highestFirst, 1, () -> 1 + random.nextInt(40));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAgreeWithATreeMapWhenPricesMove(boolean highestFirst) {
        long[] centre = {100_000};

        exercise(highestFirst, 5, () -> 5 * ((centre[0] += random.nextInt(5) - 2) + random.nextInt(400)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAgreeWithATreeMapWhenPricesAreSparse(boolean highestFirst) {
        exercise(highestFirst, 1, () -> 1 + (random.nextLong() >>> 1 + random.nextInt(62)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAgreeWithATreeMapWhenPricesAreTheHighestThereAre(boolean highestFirst) {
        exercise(highestFirst, 1, () -> Long.MAX_VALUE - random.nextInt(300));
    }

    @Test
    void shouldGiveLeavesBackWhenPricesWanderFar() {
        Ladder ladder = new Ladder(orders, nodes, new Grid(1), false);

        for (int i = 1; i <= 100_000; i++) {
            int slot = newOrder();
            ladder.join(slot, i * 1_000L);
            leave(ladder, slot);
        }

        assertThat(nodes.top()).isLessThan(30);
        assertThat(ladder.isEmpty()).isTrue();
    }

    private void exercise(boolean highestFirst, long tickSize, LongSupplier prices) {
        Ladder ladder = new Ladder(orders, nodes, new Grid(tickSize), highestFirst);
        TreeMap<Long, List<Integer>> expected = new TreeMap<>();
        List<Integer> open = new ArrayList<>();
        for (int step = 0; step < 30_000; step++) {
            if (open.isEmpty() || (open.size() < 300 && random.nextInt(100) < 52)) {
                long price = Math.max(tickSize, prices.getAsLong());
                int slot = newOrder();
                orders.moveTo(slot, price, 1, 1, 0);
                ladder.join(slot, price);
                expected.computeIfAbsent(ladder.key(price), key -> new ArrayList<>())
                        .add(slot);
                open.add(slot);
            } else {
                int slot = open.remove(random.nextInt(open.size()));
                long key = ladder.key(orders.price(slot));
                expected.get(key).remove((Integer) slot);
                if (expected.get(key).isEmpty()) {
                    expected.remove(key);
                }
                leave(ladder, slot);
            }
            checkBest(ladder, expected);
            if (step % 100 == 0) {
                check(ladder, expected);
            }
        }
    }

    private int newOrder() {
        int slot = orders.allocate();
        orders.write(slot, 1, 1, 1, 1, 1, 0, 0);
        return slot;
    }

    private void leave(Ladder ladder, int slot) {
        int level = orders.unlink(slot);
        if (level != 0) {
            ladder.close(level);
        }
        orders.erase(slot);
    }

    private void checkBest(Ladder ladder, TreeMap<Long, List<Integer>> expected) {
        assertThat(ladder.isEmpty()).as("seed %d", SEED).isEqualTo(expected.isEmpty());
        if (!expected.isEmpty()) {
            long best = expected.firstKey();
            assertThat(ladder.key(ladder.bestPrice())).as("seed %d", SEED).isEqualTo(best);
            assertThat(ladder.isReachedBy(best)).as("seed %d", SEED).isTrue();
            assertThat(ladder.isReachedBy(best - 1)).as("seed %d", SEED).isFalse();
        }
    }

    private void check(Ladder ladder, TreeMap<Long, List<Integer>> expected) {
        List<List<Integer>> queues = new ArrayList<>();
        for (int level = ladder.best(); level != 0; level = ladder.after(level)) {
            List<Integer> queue = new ArrayList<>();
            for (int slot = orders.next(level); slot != level; slot = orders.next(slot)) {
                queue.add(slot);
            }
            queues.add(queue);
        }

        assertThat(queues).as("seed %d", SEED).isEqualTo(List.copyOf(expected.values()));
    }
}
