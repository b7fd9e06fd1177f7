package io.gantry.benchmarks.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineRunTest {

    @TempDir
    private Path folder;

    @Test
    void shouldHaveFiguresOfLoopbackAndDiskWhenItHasRun() {
        MachineSample sample = MachineRun.run(new MachineTask(folder.toString(), 200, 50_000_000));

        assertThat(sample.loopback().p50ns()).isPositive();
        assertThat(sample.sync().p50ns()).isPositive();
        assertThat(sample.recordsPerSecond()).isPositive();
    }
}
