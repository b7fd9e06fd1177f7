package io.gantry.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.load.LinkPlan;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.load.WarmUpPlan;
import org.junit.jupiter.api.Test;

class WireTargetTest {
    private static final long SOME_NANOS = 50_000_000;
    private static final int WINDOW = 64;

    @Test
    void shouldGetAnAnswerToEveryRequestWhenTheWorkerAnswersAll() throws Exception {
        try (AnsweringWorker worker = AnsweringWorker.start(Integer.MAX_VALUE)) {
            LinkSample sample = WireTarget.run(task(worker.port(), 400_000));

            assertThat(sample.requests()).isGreaterThan(3 * 20 + 250).isEqualTo(worker.commands());
            assertThat(sample.refused()).isZero();
            assertThat(sample.oneByOne().p50ns()).isPositive();
            assertThat(sample.paced().p50ns()).isPositive();
            assertThat(sample.perSecond()).isPositive();
            assertThat(worker.clientId()).isPositive();
        }
    }

    @Test
    void shouldFailWhenTheStreamIsTooShort() throws Exception {
        try (AnsweringWorker worker = AnsweringWorker.start(Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> WireTarget.run(task(worker.port(), 100)))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("the stream is too short");
        }
    }

    @Test
    void shouldFailWithTheCauseWhenACommandIsTurnedAway() throws Exception {
        try (AnsweringWorker worker = AnsweringWorker.start(100)) {
            assertThatThrownBy(() -> WireTarget.run(task(worker.port(), 400_000)))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("request 101 ")
                    .hasMessageContaining("OVERLOADED")
                    .hasMessageContaining("the queue is full");
        }
    }

    private static WireTask task(int port, int commands) {
        LinkPlan plan = new LinkPlan(
                new WarmUpPlan(SOME_NANOS, SOME_NANOS, Integer.MAX_VALUE), SOME_NANOS, 4_000, 200, SOME_NANOS, WINDOW);
        return new WireTask("127.0.0.1", port, new int[] {1, 2, 3}, "lob", 20, commands, 4, plan);
    }
}
