package io.gantry.benchmarks.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.benchmarks.inprocess.InProcessTask.Subject;
import io.gantry.benchmarks.stream.MadeStream;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InProcessRunTest {

    @ParameterizedTest
    @EnumSource(Subject.class)
    void shouldAnswerEveryCommandAndRefuseNoneWhenEitherStreamRuns(Subject subject) {
        for (MadeStream stream : List.of(MadeStream.LOB, MadeStream.EC)) {
            InProcessSample sample = InProcessRun.run(task(subject, stream), stream);

            assertThat(sample.phases()).hasSize(2).allSatisfy(phase -> {
                assertThat(phase.refused()).as(stream.name()).isZero();
                assertThat(phase.filled()).as(stream.name()).isPositive();
                assertThat(phase.perSecond()).isPositive();
            });
            assertThat(sample.phases().get(1).latency().p50ns()).isPositive();
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
                List.of(Phase.closed(2_000, "YIELDING"), Phase.paced(2_000, 0.2, "YIELDING")));
    }
}
