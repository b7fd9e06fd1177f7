package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of a member whose cluster does not come about. Real Hazelcast. */
@Tag("hazelcast")
final class FormationTest {

    private static final WaitLimits IMPATIENT = new WaitLimits(1_000, 200, 1_000, 5_000);

    @Test
    void shouldSayWhoIsMissingWhenTheClusterDoesNotForm() {
        try (TestCluster cluster = new TestCluster(3, IMPATIENT)) {
            TestCluster.Node alone = cluster.start("w1", 1);

            assertThat(alone.failure())
                    .isEqualTo("cluster test did not form within 1 s: 1 of 3 members are there, missing ["
                            + cluster.endpoint(0) + ", " + cluster.endpoint(2)
                            + "]; the register does not answer: its keepers are not chosen yet");
            assertThat(alone.isFormed()).isFalse();
        }
    }

    @Test
    void shouldNameThePortWhenItIsInUse() throws IOException {
        try (TestCluster cluster = new TestCluster(3, IMPATIENT);
                ServerSocket taken =
                        new ServerSocket(cluster.endpoint(0).port(), 1, InetAddress.getLoopbackAddress())) {
            TestCluster.Node late = cluster.start("w1", 0);

            assertThat(late.failure())
                    .startsWith("cannot join cluster test at 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .contains("already in use");
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenClosedWhileStarting() {
        try (TestCluster cluster = new TestCluster(3)) {
            TestCluster.Node node = cluster.start("w1", 0);
            await().atMost(Duration.ofSeconds(30)).until(() -> node.member().instance() != null);

            node.member().close();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !node.member().instance().getLifecycleService().isRunning());
            assertThat(node.isFormed()).isFalse();
        }
    }
}
