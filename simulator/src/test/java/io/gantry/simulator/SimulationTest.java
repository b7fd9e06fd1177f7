package io.gantry.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.partition.ReplicaStep;
import io.gantry.simulator.cluster.Outcome;
import io.gantry.simulator.cluster.Scenario;
import io.gantry.simulator.cluster.SimulationRun;
import io.gantry.simulator.world.Tally;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The seeds that every build runs; {@code gantry simulate} runs as many as one likes. */
class SimulationTest {

    private static final long SEEDS = 300;
    private static final int THREADS = 2;
    /** How many more seeds are run, at most, until every step has had its crash. */
    private static final long MORE_SEEDS = 1_200;

    @Test
    void shouldBreakNoRuleAndCrashAtEveryStep() {
        Campaign campaign = new Campaign(() -> false, (seeds, tally) -> {});
        Tally tally = run(campaign, 1, SEEDS);

        for (long from = SEEDS + 1; !isComplete(tally) && from <= MORE_SEEDS; from += SEEDS) {
            tally = run(campaign, from, SEEDS);
        }

        for (ReplicaStep step : ReplicaStep.values()) {
            assertThat(tally.of("reached " + step)).as("reached " + step).isPositive();
            assertThat(tally.of("crashed at " + step)).as("crashed at " + step).isPositive();
        }
    }

    private static Tally run(Campaign campaign, long from, long count) {
        Campaign.Result result = campaign.run(from, count, THREADS);
        assertThat(result.violation())
                .as("seed " + result.failed() + "; gantry simulate --seeds 1 --from " + result.failed())
                .isEmpty();
        return result.tally();
    }

    private static boolean isComplete(Tally tally) {
        for (ReplicaStep step : ReplicaStep.values()) {
            if (tally.of("crashed at " + step) == 0) {
                return false;
            }
        }
        return true;
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 19, 77, 410})
    void shouldGoTheSameWayWhenASeedIsRunAgain(long seed) {
        Outcome once = SimulationRun.of(Scenario.of(seed));
        Outcome again = SimulationRun.of(Scenario.of(seed));

        assertThat(again.traceHash()).isEqualTo(once.traceHash());
        assertThat(again.steps()).isEqualTo(once.steps());
        assertThat(again.tally().counts()).isEqualTo(once.tally().counts());
    }
}
