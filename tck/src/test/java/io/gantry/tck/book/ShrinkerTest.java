package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {

    private static List<Integer> simpler(Integer number) {
        return number > 0 ? List.of(0, number - 1) : List.of();
    }

    @Test
    void shouldKeepOnlyWhatIsNeededWhenElementsFarApartFailTogether() {
        List<Integer> all = IntStream.range(0, 500).boxed().toList();

        List<Integer> shrunk = new Shrinker<Integer>(
                        list -> list.contains(17) && list.contains(412), number -> List.of(), 10_000)
                .shrink(all);

        assertThat(shrunk).containsExactly(17, 412);
    }

    @Test
    void shouldKeepTheOrderWhenItMatters() {
        List<Integer> all = IntStream.range(0, 100).boxed().toList();

        List<Integer> shrunk = new Shrinker<Integer>(
                        list -> list.indexOf(90) > list.indexOf(3) && list.contains(3), number -> List.of(), 10_000)
                .shrink(all);

        assertThat(shrunk).containsExactly(3, 90);
    }

    @Test
    void shouldSimplifyWhatIsLeft() {
        List<Integer> shrunk = new Shrinker<Integer>(
                        list -> list.stream().mapToInt(Integer::intValue).sum() >= 10, ShrinkerTest::simpler, 10_000)
                .shrink(new ArrayList<>(List.of(50, 40, 30)));

        assertThat(shrunk.stream().mapToInt(Integer::intValue).sum()).isEqualTo(10);
        assertThat(shrunk).hasSize(1);
    }

    @Test
    void shouldEndWhenTheTriesAreUsedUp() {
        AtomicInteger tries = new AtomicInteger();

        new Shrinker<Integer>(list -> tries.incrementAndGet() > 0, ShrinkerTest::simpler, 25)
                .shrink(IntStream.range(0, 100_000).boxed().toList());

        assertThat(tries).hasValueLessThanOrEqualTo(25);
    }
}
