package io.gantry.benchmarks.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class PeerFlagsTest {

    @Test
    void shouldBeWhatTheTestsRunWith() {
        assertThat(ManagementFactory.getRuntimeMXBean().getInputArguments()).containsAll(PeerFlags.ALL);
    }
}
