package io.gantry.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.cluster.MembershipListener;
import io.gantry.engine.api.cluster.MigrationLocks.Lease;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RouteListener;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalClusterTest {

    @TempDir
    private Path home;

    private LocalCluster cluster;

    @BeforeEach
    void start() {
        cluster = new LocalCluster(worker(7400), home, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldStartEmptyAndAlone() {
        assertThat(cluster.register().read()).isEqualTo(OwnerTable.EMPTY);
        assertThat(cluster.routes().current()).isEqualTo(OwnerTable.EMPTY);
        assertThat(cluster.membership().clustered()).isFalse();
        assertThat(cluster.membership().workers()).containsExactly(worker(7400));
    }

    @Test
    void shouldLetOneWinWhenTwoExpectTheSame() {
        OwnerTable one = OwnerTable.EMPTY.with(new PartitionOwner(1, "w1", 1));
        OwnerTable two = OwnerTable.EMPTY.with(new PartitionOwner(1, "w2", 1));

        assertThat(cluster.register().compareAndSet(OwnerTable.EMPTY, one)).isTrue();
        assertThat(cluster.register().compareAndSet(OwnerTable.EMPTY, two)).isFalse();
        assertThat(cluster.register().read()).isEqualTo(one);
    }

    @Test
    void shouldRefuseWhenTheVersionDoesNotRise() {
        assertThatThrownBy(() -> cluster.register().compareAndSet(OwnerTable.EMPTY, OwnerTable.EMPTY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldLoseNoUpdateWhenThreadsRace() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> updates = new CopyOnWriteArrayList<>();
        IntStream.rangeClosed(1, 200)
                .forEach(partition -> updates.add(threads.submit(
                        () -> cluster.register().update(table -> table.with(new PartitionOwner(partition, "w1", 1))))));
        for (Future<?> update : updates) {
            update.get();
        }
        threads.shutdown();

        assertThat(cluster.register().read().partitions()).hasSize(200);
        assertThat(cluster.register().read().version()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(cluster.routes().current())
                .isEqualTo(cluster.register().read()));
    }

    @Test
    void shouldKeepTheNewerWhenAnOldTableIsPublished() {
        OwnerTable one = OwnerTable.EMPTY.with(new PartitionOwner(1, "w1", 1));
        OwnerTable two = one.with(new PartitionOwner(1, "w1", 2));

        cluster.routes().publish(two);
        cluster.routes().publish(one);

        assertThat(cluster.routes().current()).isEqualTo(two);
    }

    @Test
    void shouldTellAListenerThePresentStateWhenItAppears() {
        OwnerTable one = OwnerTable.EMPTY.with(new PartitionOwner(1, "w1", 1));
        cluster.routes().publish(one);
        List<OwnerTable> routes = new CopyOnWriteArrayList<>();
        List<WorkerInfo> joined = new CopyOnWriteArrayList<>();

        cluster.routes().add(routes::add);
        cluster.membership().add(new Joined(joined));

        await().untilAsserted(() -> assertThat(routes).containsExactly(one));
        await().untilAsserted(() -> assertThat(joined).containsExactly(worker(7400)));
    }

    @Test
    void shouldTellNothingMoreWhenAListenerIsRemovedAndGoOnWhenOneFails() {
        AtomicInteger calls = new AtomicInteger();
        List<Long> versions = new CopyOnWriteArrayList<>();
        RouteListener removed = table -> calls.incrementAndGet();
        cluster.routes().add(removed);
        await().untilAtomic(calls, org.hamcrest.Matchers.is(1));
        cluster.routes().remove(removed);
        cluster.routes().add(table -> {
            throw new IllegalStateException("a listener that fails");
        });
        cluster.routes().add(table -> versions.add(table.version()));

        cluster.routes().publish(OwnerTable.EMPTY.with(new PartitionOwner(1, "w1", 1)));

        await().until(() -> versions.contains(1L));
        assertThat(calls).hasValue(1);
    }

    @Test
    void shouldReadThePortWhenTheTransportHasBound() throws IOException {
        Files.createDirectories(home.resolve("run"));
        Files.writeString(home.resolve("run/client.port"), "1111");
        List<WorkerInfo> joined = new CopyOnWriteArrayList<>();
        try (LocalCluster unbound = new LocalCluster(worker(0), home, Clock.systemUTC())) {
            unbound.membership().add(new Joined(joined));
            await().until(() -> !joined.isEmpty());
            assertThat(unbound.membership().self().port()).isZero();

            Files.writeString(home.resolve("run/client.port"), "40123\n");

            await().untilAsserted(() -> assertThat(joined).containsExactly(worker(0), worker(40123)));
            assertThat(unbound.membership().self().port()).isEqualTo(40123);
        }
    }

    @Test
    void shouldWaitWhenThePortFileIsNotWhole() throws IOException {
        Files.createDirectories(home.resolve("run"));
        PortFile file = new PortFile(home);

        for (String text : List.of("", "abc", "0", "-5", "70000", "123456")) {
            Files.writeString(home.resolve("run/client.port"), text);
            assertThat(file.read()).as("'" + text + "'").isEmpty();
        }
    }

    @Test
    void shouldLockOutOthersUntilClosedAndRaiseTheFence() {
        Lease first = cluster.locks().tryLock("S1").orElseThrow();

        assertThat(cluster.locks().tryLock("S1")).isEmpty();
        assertThat(cluster.locks().tryLock("S2")).isPresent();
        first.close();
        Lease second = cluster.locks().tryLock("S1").orElseThrow();
        first.close();

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(cluster.locks().tryLock("S1")).isEmpty();
    }

    private static WorkerInfo worker(int port) {
        return new WorkerInfo("w1", "127.0.0.1", port, "run-1");
    }

    private record Joined(List<WorkerInfo> workers) implements MembershipListener {

        @Override
        public void joined(WorkerInfo worker) {
            workers.add(worker);
        }

        @Override
        public void left(WorkerInfo worker) {
            workers.remove(worker);
        }
    }
}
