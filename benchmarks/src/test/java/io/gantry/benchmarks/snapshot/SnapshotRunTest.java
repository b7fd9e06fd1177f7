package io.gantry.benchmarks.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.orderbook.FlatOrderBookFactory;
import org.junit.jupiter.api.Test;

class SnapshotRunTest {

    @Test
    void shouldMeasureBothBooksWhenTheBookIsSmall() {
        SnapshotSample sample =
                SnapshotRun.run(new SnapshotTask("flat", 3_000, 1, 1_000, 1, 2, 500, 10), new FlatOrderBookFactory());

        assertThat(sample.orders()).isBetween(2_900, 3_100);
        assertThat(sample.gantry().bytes()).isGreaterThan(sample.orders() * 40L);
        assertThat(sample.direct().bytes()).isGreaterThan(sample.orders() * 57L);
        assertThat(sample.gantry().writeMillis()).hasSize(2).doesNotContain(0.0);
        assertThat(sample.gantry().restoreMillis()).doesNotContain(0.0);
        assertThat(sample.direct().writeMillis()).doesNotContain(0.0);
        assertThat(sample.direct().restoreMillis()).doesNotContain(0.0);
        assertThat(sample.sliced().stallMicros()).hasSize(2).doesNotContain(0.0);
    }
}
