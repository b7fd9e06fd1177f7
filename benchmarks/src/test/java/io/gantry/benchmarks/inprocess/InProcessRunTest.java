package io.gantry.benchmarks.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.benchmarks.inprocess.InProcessTask.Subject;
import io.gantry.benchmarks.stream.MadeStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InProcessRunTest {
    private static final int RATE = 2_000;

    @ParameterizedTest
    @ValueSource(strings = {"lob", "ec"})
    void shouldTradeTheSameAndRefuseNothingWhenBothEnginesRun(String name) {
        MadeStream stream = MadeStream.named(name);

        InProcessSample gantry = InProcessRun.run(task(Subject.GANTRY, stream), stream);
        InProcessSample peer = InProcessRun.run(task(Subject.EXCHANGE_CORE, stream), stream);

        assertThat(gantry.phases()).hasSize(2);
        assertThat(peer.phases()).hasSize(2);
        for (int phase = 0; phase < 2; phase++) {
            assertThat(gantry.phases().get(phase).filled())
                    .isPositive()
                    .isEqualTo(peer.phases().get(phase).filled());
        }
        assertThat(gantry.phases()).allSatisfy(InProcessRunTest::assertComplete);
        assertThat(peer.phases()).allSatisfy(InProcessRunTest::assertComplete);
    }

    private static void assertComplete(PhaseSample phase) {
        assertThat(phase.refused()).isZero();
        assertThat(phase.perSecond()).isPositive();
        if (phase.perSecond() == RATE) {
            assertThat(phase.latency().p50ns()).isPositive();
            assertThat(phase.latency().maxNs())
                    .isGreaterThanOrEqualTo(phase.latency().p50ns());
        }
    }

    private static InProcessTask task(Subject subject, MadeStream stream) {
        return new InProcessTask(
                subject,
                stream.name(),
                4,
                50,
                3,
                500,
                List.of(Phase.closed(2_000, "YIELDING"), Phase.paced(RATE, 0.05, 0.2, "YIELDING")));
    }
}
