package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hazelcast.config.Config;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClusterSettingsTest {

    private static final Endpoint A = new Endpoint("127.0.0.1", 5701);
    private static final Endpoint B = new Endpoint("127.0.0.1", 5702);
    private static final Endpoint C = new Endpoint("127.0.0.1", 5703);

    @Test
    void shouldNameTheSettingWhenItIsWrong() {
        assertThatThrownBy(() -> new ClusterSettings("c", A, List.of(A, B), 3)).hasMessageContaining("too few");
        assertThatThrownBy(() -> new ClusterSettings("c", A, List.of(A, A, B), 3))
                .hasMessageContaining("too few");
        assertThatThrownBy(() -> new ClusterSettings("c", A, List.of(B, C), 3)).hasMessageContaining("bindHost");
        assertThatThrownBy(() -> new ClusterSettings("c", A, List.of(A, B, C), 2))
                .hasMessageContaining("cpMembers: 2");
        assertThatThrownBy(() -> new FailureTimings.Sessions(1, 1)).hasMessageContaining("sessionTtlSeconds");
        assertThatThrownBy(() -> new FailureTimings.Heartbeats(3, 5)).hasMessageContaining("maxNoHeartbeatSeconds");
        assertThatThrownBy(() -> new WaitLimits(0, 100, 1_000, 2_000)).hasMessageContaining("registerTimeoutMillis");
    }

    @Test
    void shouldReadAddresses() {
        assertThat(Endpoint.parse("members", "localhost:5701")).isEqualTo(A);
        for (String wrong :
                List.of("", "127.0.0.1", ":5701", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:0", "1.2.3.4:99999")) {
            assertThatThrownBy(() -> Endpoint.parse("members", wrong))
                    .as("'" + wrong + "'")
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("members: ");
        }
    }

    @Test
    void shouldHaveAMajority() {
        assertThat(new ClusterSettings("c", A, List.of(A, B, C), 3).majority()).isEqualTo(2);
    }

    @Test
    void shouldTellHazelcastToKeepToItsPlace() {
        WorkerInfo worker = new WorkerInfo("w1", "127.0.0.1", 7400, "run-1");
        FailureTimings timings = new FailureTimings(
                new FailureTimings.Heartbeats(1, 5),
                new FailureTimings.Sessions(3, 1),
                5,
                new FailureTimings.Elections(500, 1_000, 3));

        Config config = HazelcastConfigs.of(
                new ClusterSettings("c", A, List.of(A, B, C), 3),
                timings,
                new WaitLimits(10_000, 2_000, 60_000, 10_000),
                worker,
                1,
                getClass().getClassLoader());

        assertThat(config.getNetworkConfig().isPortAutoIncrement()).isFalse();
        assertThat(config.getNetworkConfig().getJoin().getMulticastConfig().isEnabled())
                .isFalse();
        assertThat(config.getNetworkConfig().getJoin().getAutoDetectionConfig().isEnabled())
                .isFalse();
        assertThat(config.getNetworkConfig().getInterfaces().getInterfaces()).containsExactly("127.0.0.1");
        assertThat(config.getProperty("hazelcast.socket.bind.any")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.phone.home.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.shutdownhook.enabled")).isEqualTo("false");
        assertThat(config.getProperty("hazelcast.operation.call.timeout.millis"))
                .as("survivors of a hung member expel each other when this is low")
                .isNull();
        assertThat(config.getCPSubsystemConfig().isFailOnIndeterminateOperationState())
                .isTrue();
    }
}
