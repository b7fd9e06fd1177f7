package io.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.cli.check.CheckResult;
import io.gantry.engine.api.migration.MigrationState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WarmUpTest {

    private final MemoryCluster cluster = new MemoryCluster();
    private final Placement placement = new Placement(List.of(
            new Placement.Worker("w1", "127.0.0.1", 1, List.of(1)),
            new Placement.Worker("w2", "127.0.0.1", 2, List.of(2)),
            new Placement.Worker("w3", "127.0.0.1", 3, List.of(3))));

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldTradeAndMoveSymbolsOfItsOwn() {
        CheckResult check = run();

        assertThat(check.passed()).as(check.detail()).isTrue();
        assertThat(cluster.targets()).hasSize(2 + WarmUp.EXTRA_MOVES);
        assertThat(cluster.book("WARMUP-BTCUSDT").commandSequence()).isPositive();
    }

    @Test
    void shouldFailWhenAMoveIsRolledBack() {
        cluster.endMovesWith(MigrationState.ROLLED_BACK);

        CheckResult check = run();

        assertThat(check.passed()).isFalse();
        assertThat(check.detail()).contains("ROLLED_BACK");
    }

    @Test
    void shouldFailWhenAnAcknowledgedCommandIsInNoEvent() {
        cluster.forget(command -> command.requestId() == 100 && command.clientId() == 1);

        CheckResult check = run();

        assertThat(check.passed()).isFalse();
        assertThat(check.detail()).contains("lost");
    }

    private CheckResult run() {
        return new WarmUp(2000, cluster, placement, "freeze-switch")
                .run(cluster, new Abort(Thread.currentThread()), System::nanoTime);
    }
}
