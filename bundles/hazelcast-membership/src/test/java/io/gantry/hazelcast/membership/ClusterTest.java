package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hazelcast.core.HazelcastInstance;
import io.gantry.engine.api.cluster.MembershipListener;
import io.gantry.engine.api.cluster.MigrationLocks.Lease;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RegisterKeepers;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.order.Instrument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Three members, real Hazelcast, one JVM. The tests share the cluster; the ones that break it come last. */
@Tag("hazelcast")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final TestCluster CLUSTER = new TestCluster(4);
    private static TestCluster.Node one;
    private static TestCluster.Node two;
    private static TestCluster.Node three;
    private static TestCluster.Node namesake;

    @BeforeAll
    static void form() {
        one = CLUSTER.start("w1", 0);
        two = CLUSTER.start("w2", 1);
        three = CLUSTER.start("w3", 2);
        List.of(one, two, three).forEach(TestCluster.Node::services);
        // Its refusal takes seconds, and it should disturb nobody meanwhile.
        namesake = CLUSTER.start("w2", 3);
    }

    @AfterAll
    static void stop() {
        CLUSTER.close();
    }

    @Test
    @Order(1)
    void shouldSeeAllWorkersWhenTheClusterHasFormed() {
        List<WorkerInfo> seen = new CopyOnWriteArrayList<>();
        one.services().membership().add(new Recorder(seen));

        for (TestCluster.Node node : List.of(one, two, three)) {
            await().untilAsserted(() -> assertThat(node.services().membership().workers())
                    .extracting(WorkerInfo::name)
                    .containsExactly("w1", "w2", "w3"));
        }
        await().untilAsserted(() -> assertThat(seen)
                .extracting(WorkerInfo::address)
                .containsExactly("127.0.0.1:7400", "127.0.0.1:7401", "127.0.0.1:7402"));
        assertThat(two.services().membership().self().name()).isEqualTo("w2");
        assertThat(two.services().membership().clustered()).isTrue();
    }

    @Test
    @Order(2)
    void shouldHaveExactlyOneWinnerWhenWorkersRace() throws Exception {
        OwnerTable before = one.services().register().read();
        List<TestCluster.Node> nodes = List.of(one, two, three);
        for (int round = 0; round < 20; round++) {
            OwnerTable expected = two.services().register().read();
            CyclicBarrier start = new CyclicBarrier(nodes.size());
            List<Callable<Boolean>> racers = new ArrayList<>();
            for (TestCluster.Node node : nodes) {
                String name = node.services().membership().self().name();
                OwnerTable next = expected.with(new PartitionOwner(9, name, expected.version() + 1));
                racers.add(() -> {
                    start.await();
                    return node.services().register().compareAndSet(expected, next);
                });
            }

            assertThat(inParallel(racers)).as("round " + round).containsOnlyOnce(true);
        }
        assertThat(three.services().register().read().version()).isEqualTo(before.version() + 20);
    }

    @Test
    @Order(3)
    void shouldLoseNoUpdateWhenWorkersUpdateAtOnce() throws Exception {
        List<Callable<Boolean>> updates = new ArrayList<>();
        List<TestCluster.Node> nodes = List.of(one, two, three);
        for (int partition = 101; partition <= 130; partition++) {
            PartitionOwner owner = new PartitionOwner(partition, "w1", 1);
            TestCluster.Node node = nodes.get(partition % nodes.size());
            updates.add(() -> node.services()
                    .register()
                    .update(table -> table.with(owner))
                    .partition(owner.partition())
                    .isPresent());
        }

        assertThat(inParallel(updates)).containsOnly(true);

        assertThat(one.services().register().read().partitions().keySet())
                .containsAll(IntStream.rangeClosed(101, 130).boxed().toList());
    }

    @Test
    @Order(4)
    void shouldReachAllWorkersWhenRoutesArePublished() {
        List<OwnerTable> heard = new CopyOnWriteArrayList<>();
        three.services().routes().add(heard::add);
        OwnerTable table =
                one.services().register().update(current -> current.with(symbols(current.nextSymbolId(), 200)));

        one.services().routes().publish(table);

        assertThat(one.services().routes().current()).isEqualTo(table);
        for (TestCluster.Node node : List.of(two, three)) {
            await().untilAsserted(
                            () -> assertThat(node.services().routes().current()).isEqualTo(table));
        }
        await().untilAsserted(() -> assertThat(heard).last().isEqualTo(table));
    }

    @Test
    @Order(5)
    void shouldHealWhenAnOldEntryOverwroteANewOne() {
        SymbolOwner old = two.services().register().read().symbol("S7").orElseThrow();
        OwnerTable table = two.services().register().update(current -> current.with(List.of(old.movedTo(101))));
        two.services().routes().publish(table);
        Map<String, byte[]> map = three.member().instance().getReplicatedMap(ReplicatedRoutes.MAP);
        byte[] stale = RouteEntryCodec.encodeSymbol(new Dated<>(old, old.epoch(), 1));
        map.put("s/S7", stale);

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (TestCluster.Node node : List.of(one, two, three)) {
                byte[] bytes = node.member()
                        .instance()
                        .<String, byte[]>getReplicatedMap(ReplicatedRoutes.MAP)
                        .get("s/S7");
                assertThat(RouteEntryCodec.decodeSymbol(bytes).owner().partition())
                        .isEqualTo(101);
                assertThat(node.services().routes().current().symbol("S7")).contains(old.movedTo(101));
            }
        });
    }

    @Test
    @Order(6)
    void shouldLearnFromTheRegisterWhenNobodyPublishes() {
        OwnerTable table = two.services().register().update(current -> current.with(new PartitionOwner(140, "w2", 1)));

        await().atMost(PATIENCE).untilAsserted(() -> {
            for (TestCluster.Node node : List.of(one, two, three)) {
                assertThat(node.services().routes().current()).isEqualTo(table);
            }
        });
    }

    @Test
    @Order(7)
    void shouldIgnoreWhatIsNoRouteWhenItIsInTheMap() {
        Map<String, byte[]> map = three.member().instance().getReplicatedMap(ReplicatedRoutes.MAP);
        map.put("s/S1", new byte[] {1, 2, 3});
        map.put("nonsense", new byte[0]);

        OwnerTable table = two.services().register().update(current -> current.with(new PartitionOwner(141, "w2", 1)));
        two.services().routes().publish(table);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(three.services().routes().current()).isEqualTo(table));
    }

    @Test
    @Order(8)
    void shouldLockOutOthersAndRaiseTheFenceWhenALockIsHeld() {
        Lease first = one.services().locks().tryLock("S1").orElseThrow();

        assertThat(two.services().locks().tryLock("S1")).isEmpty();
        assertThat(one.services().locks().tryLock("S1")).isEmpty();
        assertThat(two.services().locks().tryLock("S2")).hasValueSatisfying(Lease::close);
        first.close();
        first.close();
        Lease second = two.services().locks().tryLock("S1").orElseThrow();

        assertThat(second.fence()).isGreaterThan(first.fence());
        assertThat(one.services().locks().tryLock("S1")).isEmpty();
        second.close();
    }

    @Test
    @Order(9)
    void shouldGiveALockToOneOnlyWhenWorkersRace() throws Exception {
        List<Callable<Boolean>> racers = new ArrayList<>();
        List<Lease> leases = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 12; i++) {
            FencedLocks locks = List.of(one, two, three).get(i % 3).services().locks();
            racers.add(() -> {
                locks.tryLock("S3").ifPresent(leases::add);
                return true;
            });
        }

        inParallel(racers);

        assertThat(leases).hasSize(1);
        leases.forEach(Lease::close);
    }

    @Test
    @Order(10)
    void shouldRefuseTheLaterOneWhenTwoWorkersHaveOneName() {
        assertThat(namesake.failure())
                .isEqualTo("worker name w2 is taken: a worker of that name is at 127.0.0.1:7401, this one at"
                        + " 127.0.0.1:7403 joined later and is refused");
        assertThat(namesake.isFormed()).isFalse();
        await().atMost(PATIENCE).until(() -> one.services().membership().size() == 3);
        assertThat(one.services().membership().worker("w2").orElseThrow().port())
                .isEqualTo(7401);
        assertThat(two.services().register().read()).isNotNull();
    }

    @Test
    @Order(15)
    void shouldJoinAgainBehindTheSameServicesWhenTheRegistersGroupWentOnWithoutAMember() {
        OwnerTable before = two.services().register().read();
        HazelcastInstance first = one.member().instance();
        Lease lost = one.services().locks().tryLock("S5").orElseThrow();

        two.expel(one);

        await().atMost(PATIENCE).until(() -> one.member().instance() != first && one.keepsRegister());
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(one.services().register().keepers()).isEqualTo(new RegisterKeepers(3, 3));
            for (TestCluster.Node node : List.of(one, two, three)) {
                assertThat(node.services().membership().workers())
                        .extracting(WorkerInfo::name)
                        .containsExactly("w1", "w2", "w3");
            }
        });
        OwnerTable after = one.services().register().update(table -> table.with(new PartitionOwner(149, "w1", 1)));
        assertThat(after.version()).isEqualTo(before.version() + 1);
        one.services().routes().publish(after);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(three.services().routes().current()).isEqualTo(after));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            Lease next = two.services().locks().tryLock("S5").orElseThrow();
            assertThat(next.fence()).isGreaterThan(lost.fence());
            next.close();
        });
        lost.close();
        one.services().locks().tryLock("S6").orElseThrow().close();
    }

    @Test
    @Order(20)
    void shouldHaveAWorkingRegisterAgainWhenAKilledWorkerComesBackAndAnotherDies() {
        OwnerTable before = one.services().register().read();
        Lease lost = three.services().locks().tryLock("S9").orElseThrow();
        List<WorkerInfo> seen = new CopyOnWriteArrayList<>();
        one.services().membership().add(new Recorder(seen));
        await().until(() -> seen.size() == 3);

        three.kill();
        lost.close();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(seen).extracting(WorkerInfo::name).containsExactly("w1", "w2"));
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            Lease next = two.services().locks().tryLock("S9").orElseThrow();
            assertThat(next.fence()).isGreaterThan(lost.fence());
            next.close();
        });
        assertThat(one.services().register().read()).isEqualTo(before);

        three = CLUSTER.start("w3", 2);

        assertThat(three.services().register().read()).isEqualTo(before);
        await().atMost(PATIENCE).until(three::keepsRegister);
        await().untilAsserted(
                        () -> assertThat(seen).extracting(WorkerInfo::name).containsExactly("w1", "w2", "w3"));
        assertThat(three.services().routes().current()).isEqualTo(before);

        two.kill();

        OwnerTable after = three.services().register().update(table -> table.with(new PartitionOwner(150, "w3", 1)));
        assertThat(one.services().register().read()).isEqualTo(after);
    }

    @Test
    @Order(30)
    void shouldSayThatTheRegisterIsUnreachableWhenTheMajorityIsLost() {
        three.kill();

        await().atMost(PATIENCE).until(() -> !one.member().watchdog().isWell());
    }

    private static List<Boolean> inParallel(List<Callable<Boolean>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            List<Boolean> results = new ArrayList<>();
            for (Future<Boolean> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            threads.shutdown();
        }
    }

    private static List<SymbolOwner> symbols(int firstNumber, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new SymbolOwner(new Instrument("S" + i, firstNumber + i, 2, 100, 1), 9, 1, ""))
                .toList();
    }

    private record Recorder(List<WorkerInfo> seen) implements MembershipListener {

        @Override
        public void joined(WorkerInfo worker) {
            seen.add(worker);
        }

        @Override
        public void left(WorkerInfo worker) {
            seen.remove(worker);
        }
    }
}
