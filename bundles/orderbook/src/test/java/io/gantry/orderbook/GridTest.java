package io.gantry.orderbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GridTest {

    private static final long SEED = 20_261_122L;
    private static final long[] UNITS = {
        1,
        2,
        3,
        5,
        7,
        8,
        10,
        25,
        64,
        100,
        250,
        1_000,
        12_345,
        1L << 20,
        3L << 30,
        1_000_000_007L,
        1L << 62,
        Long.MAX_VALUE
    };

    @Test
    void shouldAgreeWithDivisionWhenValuesAreRandom() {
        Random random = new Random(SEED);

        for (int i = 0; i < 200_000; i++) {
            long unit = i < UNITS.length ? UNITS[i] : (random.nextLong() >>> 1 + random.nextInt(62)) + 1;
            if (unit > 0) {
                checkAround(unit, random.nextLong() >>> 1 + random.nextInt(62));
            }
        }
    }

    @Test
    void shouldAgreeWithDivisionWhenValuesAreAtTheEnds() {
        for (long unit : UNITS) {
            checkAround(unit, 0);
            checkAround(unit, unit);
            checkAround(unit, Long.MAX_VALUE);
            checkAround(unit, Long.MAX_VALUE / unit * unit);
        }
    }

    private static void checkAround(long unit, long value) {
        for (long near = value - 2; near <= value + 2 && near >= value - 2; near++) {
            if (near >= 0) {
                check(unit, near);
            }
        }
        check(unit, value / unit * unit);
    }

    private static void check(long unit, long value) {
        Grid grid = new Grid(unit);

        assertThat(grid.isMultiple(value))
                .as("seed %d: %d is a multiple of %d", SEED, value, unit)
                .isEqualTo(value % unit == 0);
        if (value % unit == 0) {
            assertThat(grid.quotient(value))
                    .as("seed %d: %d / %d", SEED, value, unit)
                    .isEqualTo(value / unit);
        }
    }
}
