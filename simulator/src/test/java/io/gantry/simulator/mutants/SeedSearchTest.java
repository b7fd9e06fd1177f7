package io.gantry.simulator.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

class SeedSearchTest {

    private static final long LONG = TimeUnit.MINUTES.toNanos(1);
    private static final long SHORT = TimeUnit.MILLISECONDS.toNanos(200);
    private static final List<String> WELL = List.of();

    @Test
    void shouldFindTheLowestSeedWhenSeveralFail() {
        LongFunction<List<String>> trial = seed -> seed % 7 == 0 ? List.of("I" + seed, "broken") : WELL;

        for (int threads = 1; threads <= 4; threads++) {
            assertThat(SeedSearch.run(trial, 8, 100, threads, LONG)).contains(new Finding(14, "I14", "broken"));
        }
    }

    @Test
    void shouldRunEachSeedOnceWhenNoneFails() {
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        LongFunction<List<String>> trial = seed -> seen.add(seed) ? WELL : List.of("TWICE", "run twice");

        Optional<Finding> found = SeedSearch.run(trial, 5, 50, 3, LONG);

        assertThat(found).isEmpty();
        assertThat(seen).hasSize(50).contains(5L, 54L);
    }

    @Test
    void shouldTellTheExceptionWhenARunEndsWithOne() {
        Optional<Finding> found = SeedSearch.run(
                seed -> {
                    throw new IllegalStateException("seed " + seed);
                },
                3,
                10,
                1,
                LONG);

        assertThat(found).contains(new Finding(3, Finding.EXCEPTION, "java.lang.IllegalStateException: seed 3"));
    }

    @Test
    void shouldEndTheRunWhenItNeverEnds() {
        LongFunction<List<String>> trial = seed -> seed == 6 ? forEver() : WELL;

        Optional<Finding> found = SeedSearch.run(trial, 1, 10, 2, SHORT);

        assertThat(found).map(Finding::rule).contains(Finding.TIME);
        assertThat(found).map(Finding::seed).contains(6L);
    }

    private static List<String> forEver() {
        long count = 0;
        while (count >= 0) {
            count = count + 1 & 0xff;
        }
        return WELL;
    }
}
