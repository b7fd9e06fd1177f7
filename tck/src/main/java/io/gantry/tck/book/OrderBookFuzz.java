package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Commands as they could come over the wire, from random and from damaged bytes: what can be decoded at all must be applied, with
 * an answer, and as the oracle does it.
 *
 * <p>{@code -Dgantry.fuzz=N} runs N seeds; a hundred thousand take many minutes. See {@link SeedRange} for the others.
 */
public abstract class OrderBookFuzz {

    private static final int USUAL_SEEDS = 40;

    /** The book to be proved. */
    protected abstract OrderBookFactory factory();

    /** The book that is right. */
    protected abstract OrderBookFactory oracle();

    @Test
    void shouldApplyWhateverCanBeDecoded() {
        Equivalence equivalence = new Equivalence(factory(), oracle());
        Long one = Long.getLong("gantry.seed");
        SeedRange seeds = one != null
                ? new SeedRange(one, 1, false)
                : new SeedRange(Long.getLong("gantry.first-seed", 1), Long.getLong("gantry.fuzz", USUAL_SEEDS), true);
        long[] decoded = new long[2];

        try (SeedRunner runner = new SeedRunner(factory().name() + ", fuzzed")) {
            runner.run(
                    seeds,
                    seed -> {
                        FuzzedCommands fuzzed = new FuzzedCommands(seed);
                        List<Step> steps = fuzzed.steps();
                        decoded[0] += steps.size();
                        decoded[1] += fuzzed.refused();
                        fail(equivalence.differenceOf(fuzzed.toString(), fuzzed.instrument(), steps), seed);
                    },
                    equivalence::where);
        }

        assertThat(decoded[0]).as("messages that were decoded").isPositive();
        assertThat(decoded[1]).as("messages that were refused").isPositive();
    }

    @Test
    void shouldApplyTheLargestAndSmallestOfEverything() {
        Equivalence equivalence = new Equivalence(factory(), oracle());

        Instrument instrument = new Instrument("TEST", 1, 2, 1, 1);
        fail(equivalence.differenceOf("extremes", instrument, FuzzedCommands.extremes()), 0);
    }

    private static void fail(Optional<String> difference, long seed) {
        difference.ifPresent(text -> {
            throw new AssertionError(text + "Again: -Dgantry.seed=" + seed);
        });
    }
}
