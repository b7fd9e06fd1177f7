package io.gantry.benchmarks.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.benchmarks.fork.ForkKind;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.load.LinkPlan;
import io.gantry.benchmarks.load.LinkSample;
import io.gantry.benchmarks.load.WarmUpPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EchoClusterTest {
    private static final long SOME_NANOS = 300_000_000;

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerEveryRequestWhenThreeNodesRun() {
        LinkPlan plan = new LinkPlan(
                new WarmUpPlan(SOME_NANOS, SOME_NANOS, Integer.MAX_VALUE), SOME_NANOS, 1_000, 300, SOME_NANOS, 1_024);

        try (EchoCluster cluster = EchoCluster.start(folder)) {
            LinkSample sample = new Forks(AeronJvm.FLAGS, AeronJvm.classPath())
                    .run(ForkKind.AERON_CLIENT, cluster.task(178, plan), LinkSample.class);

            assertThat(sample.refused()).isZero();
            assertThat(sample.oneByOne().p50ns()).isPositive();
            assertThat(sample.paced().p99ns()).isPositive();
        }
        assertThat(folder).isEmptyDirectory();
    }
}
