package io.gantry.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final long LEAST_NANOS = 40_000_000;
    private static final int RATE = 1_000;

    private final AnswerLog answers = new AnswerLog();
    private final LoadDriver load = new LoadDriver(new PolledTarget(), answers, Integer.MAX_VALUE);

    /** Answers one request with each poll. */
    private final class PolledTarget implements Target {
        private final Queue<Integer> queue = new ArrayDeque<>();

        @Override
        public boolean offer(int request) {
            return queue.add(request);
        }

        @Override
        public int poll() {
            if (queue.isEmpty()) {
                return 0;
            }
            answers.answered(queue.remove(), true, 1);
            return 1;
        }

        @Override
        public void close() {}
    }

    private int turns(WarmUpPlan plan) {
        return new WarmUp(load, new LinkPlan(plan, 1, RATE, 1, 1, 2)).run();
    }

    @Test
    void shouldLastTheLeastTimeAndEndWhenTheRateRisesNoMore() {
        long start = System.nanoTime();

        int turns = turns(new WarmUpPlan(LEAST_NANOS, Long.MAX_VALUE, Integer.MAX_VALUE));

        assertThat(System.nanoTime() - start).isGreaterThan(LEAST_NANOS / 2);
        assertThat(turns).isGreaterThan(1);
        assertThat(answers.answered()).isEqualTo(load.next()).isPositive();
    }

    @Test
    void shouldEndEarlyWhenAnotherTurnCouldTakeTooManyRequests() {
        assertThat(turns(new WarmUpPlan(LEAST_NANOS, Long.MAX_VALUE, 1))).isEqualTo(1);
    }

    @Test
    void shouldEndWhenTheMostTimeIsOver() {
        assertThat(turns(new WarmUpPlan(LEAST_NANOS, 0, Integer.MAX_VALUE))).isPositive();
    }
}
