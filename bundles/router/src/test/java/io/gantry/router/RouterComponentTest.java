package io.gantry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.order.Instrument;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RouterComponentTest {

    private static final WorkerInfo SELF = new WorkerInfo("w1", "127.0.0.1", 7400, "run-1");

    @TempDir
    private Path home;

    private LocalCluster cluster;
    private RouterComponent router;

    @BeforeEach
    void start() {
        cluster = new LocalCluster(SELF, home, Clock.systemUTC());
        router = new RouterComponent(cluster.membership(), cluster.routes());
        cluster.routes().add(router);
        cluster.membership().add(router);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldKnowNothingButItselfWhenNothingIsOwned() {
        assertThat(router.routes().self()).isEqualTo("w1");
        assertThat(router.routes().owners()).isEqualTo(OwnerTable.EMPTY);
        assertThat(router.routes().workers()).containsExactly(SELF);
        assertThat(router.routes().partitionOf(1)).isZero();
    }

    @Test
    void shouldFollowTheRegisterWhenItChanges() {
        cluster.register().update(table -> table.with(new PartitionOwner(4, "w1", 1)));
        cluster.register()
                .update(table -> table.with(List.of(new SymbolOwner(new Instrument("A", 1, 2, 1, 1), 4, 1, ""))));

        await().until(() -> router.routes().partitionOf(1) == 4);
        assertThat(router.routes().isLocal(4)).isTrue();
        assertThat(router.routes().workerOf(4)).contains(SELF);
    }

    @Test
    void shouldKeepAnOldPictureUntouchedWhenRoutesChange() {
        var before = router.routes();

        cluster.register().update(table -> table.with(new PartitionOwner(4, "w1", 1)));

        await().until(() -> router.routes().isLocal(4));
        assertThat(before.isLocal(4)).isFalse();
    }
}
