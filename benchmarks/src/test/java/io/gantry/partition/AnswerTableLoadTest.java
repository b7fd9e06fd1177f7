package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.gantry.benchmarks.dedup.DedupTask;
import org.junit.jupiter.api.Test;

class AnswerTableLoadTest {

    /** It fails by itself if a table takes a new command for a retry. */
    @Test
    void shouldHaveEveryCommandTakenAsNewWhenClientsAreDrawnByLot() {
        assertThatCode(() -> AnswerTableLoad.run(new DedupTask(3, 7, 4, 5_000, 4, 1)))
                .doesNotThrowAnyException();
    }
}
