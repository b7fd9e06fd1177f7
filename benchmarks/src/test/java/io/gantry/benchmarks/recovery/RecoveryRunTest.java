package io.gantry.benchmarks.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryRunTest {

    @TempDir
    private Path folder;

    /** It fails by itself if a book comes back as another one. */
    @Test
    void shouldComeBackWithTheSameBooksWhenALogAndASnapshotAreRead() {
        RecoverySample sample = RecoveryRun.run(new RecoveryTask(folder.toString(), "lob", 4, 50, 3_000, 2_000, 5));

        assertThat(sample.commands()).isEqualTo(4 * 50 + 3_000);
        assertThat(sample.orders()).isEqualTo(2_000);
        assertThat(sample.replaySeconds()).isPositive();
        assertThat(sample.snapshotSeconds()).isPositive();
        assertThat(folder.resolve("snapshot/data/partition-1"))
                .isDirectoryContaining(file -> file.getFileName().toString().startsWith("snapshot-"));
    }
}
