package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBookFactory;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The book under test and another one, the oracle, are given the same random commands, and must tell the same events, show the same
 * orders and have the same hash after each; each other's images included.
 *
 * <p>See {@link SeedRange} for running many seeds, or one again.
 */
public abstract class OrderBookEquivalence {

    private static final int USUAL_SEEDS = 120;

    /** Among so many seeds one is run with a large book, too. */
    private static final int SEEDS_A_LARGE_ONE = 200;

    /** The book to be proved. */
    protected abstract OrderBookFactory factory();

    /** The book that is right. */
    protected abstract OrderBookFactory oracle();

    @Test
    void shouldDoAsTheOracleDoesWhenCommandsAreRandom() {
        Equivalence equivalence = new Equivalence(factory(), oracle());
        SeedRange seeds = SeedRange.asked(USUAL_SEEDS);

        try (SeedRunner runner = new SeedRunner(factory().name() + " against " + oracle().name())) {
            runner.run(seeds, seed -> fail(equivalence.differenceOf(seed), seed), equivalence::where);
        }

        if (seeds.usual()) {
            assertThat(equivalence.coverage().missing())
                    .as("what no command of any seed came across")
                    .isEmpty();
        }
    }

    @Test
    void shouldDoAsTheOracleDoesWhenTheBookIsLarge() {
        Equivalence equivalence = new Equivalence(factory(), oracle());
        SeedRange asked = SeedRange.asked(USUAL_SEEDS);
        SeedRange seeds = new SeedRange(
                asked.first(), Math.min(asked.count(), Math.max(2, asked.count() / SEEDS_A_LARGE_ONE)), false);

        try (SeedRunner runner = new SeedRunner(factory().name() + " against " + oracle().name() + ", large")) {
            runner.run(
                    seeds,
                    seed -> fail(equivalence.differenceOf(new RandomCommands(seed, Profile.LARGE)), seed),
                    equivalence::where);
        }
    }

    private static void fail(Optional<String> difference, long seed) {
        difference.ifPresent(text -> {
            throw new AssertionError(text + "Again: -Dgantry.seed=" + seed);
        });
    }
}
