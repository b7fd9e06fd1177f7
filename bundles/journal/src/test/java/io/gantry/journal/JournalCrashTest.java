package io.gantry.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * FAULT 23, at random: a journal without threads on a disk that loses what was not synced. What it does is compared with a model after every
 * restart. {@code -Dgantry.journal.seeds=} and {@code -Dgantry.journal.seed=} set how many runs, and the first.
 */
class JournalCrashTest {
    private static final long FIRST_SEED = Long.getLong("gantry.journal.seed", 1);
    private static final long SEEDS = Long.getLong("gantry.journal.seeds", 300);

    @Test
    void shouldKeepWhatWasPromisedWhenCrashedAtAnyTime() throws Exception {
        long crashes = 0;
        long snapshotStarts = 0;
        for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
            JournalModel model = new JournalModel(new Random(seed));
            try {
                model.run(120);
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage() + "\n" + model.history(), e);
            }
            crashes += model.crashes();
            snapshotStarts += model.snapshotStarts();
        }
        assertThat(crashes).as("crashes").isGreaterThan(SEEDS);
        assertThat(snapshotStarts).as("starts from a snapshot").isGreaterThan(SEEDS / 2);
    }
}
