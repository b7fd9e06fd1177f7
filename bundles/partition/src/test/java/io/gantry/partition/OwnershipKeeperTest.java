package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.Cut;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnershipKeeperTest {

    private long incarnation;

    /** Two workers' worth of memory: a register that may forget, and journals that do not. */
    private static final class MemoryRegister implements OwnerRegister, RouteCache {

        private OwnerTable table = OwnerTable.EMPTY;

        @Override
        public synchronized OwnerTable read() {
            return table;
        }

        @Override
        public synchronized boolean compareAndSet(OwnerTable expected, OwnerTable next) {
            boolean isExpected = table.equals(expected);
            table = isExpected ? next : table;
            return isExpected;
        }

        @Override
        public OwnerTable current() {
            return read();
        }

        @Override
        public void publish(OwnerTable published) {
            assertThat(published.version()).isLessThanOrEqualTo(read().version());
        }

        synchronized void forget() {
            table = OwnerTable.EMPTY;
        }
    }

    private final MemoryRegister register = new MemoryRegister();
    private final MemoryJournals journals = new MemoryJournals();
    private final OwnershipKeeper keeper = new OwnershipKeeper(register, register);
    private final Map<Integer, RigRegister> partitionRegisters = new HashMap<>();
    private final Map<Integer, Runnable> stops = new HashMap<>();

    @AfterEach
    void stop() {
        stops.values().forEach(Runnable::run);
    }

    @Test
    void shouldBeginAnEmptyBookWhenASymbolWasListed() throws Exception {
        Partition partition = partition(1);
        list(1);

        keeper.reconcile(partition);

        assertThat(asked(partition, core -> core.symbols().owned(1).isConfirmed()))
                .isEqualTo(true);
    }

    @Test
    void shouldTellTheRegisterWhatTheLogHoldsWhenItHasForgotten() throws Exception {
        Partition before = partition(1);
        list(1);
        keeper.reconcile(before);
        trade(before, 1);
        register.forget();

        Partition after = partition(1);
        keeper.reconcile(after);

        assertThat(register.read().symbol("BTCUSDT").orElseThrow().partition()).isEqualTo(1);
        assertThat(asked(after, core -> core.symbols().owned(1).state().commandSequence()))
                .isEqualTo(1L);
        trade(after, 2);
    }

    @Test
    void shouldNotServeWhenTheNumberWasGivenToAnotherSymbolMeanwhile() throws Exception {
        Partition before = partition(1);
        list(1);
        keeper.reconcile(before);
        register.forget();
        register.update(table -> table.with(
                List.of(new SymbolOwner(new Instrument("OTHER", 1, 2, 1, 1), 2, 1, SymbolOwner.NO_MIGRATION))));

        Partition after = partition(1);
        keeper.reconcile(after);

        assertThat(register.read().symbol("BTCUSDT")).isEmpty();
        assertThat(asked(after, core -> core.symbols().owned(1).isConfirmed())).isEqualTo(false);
    }

    @Test
    void shouldGiveTheSymbolUpWhenTheRegisterSaysThatItLeft() throws Exception {
        Partition partition = partition(1);
        list(1);
        keeper.reconcile(partition);
        register.update(table -> table.with(List.of(owner(table).movedTo(2))));

        keeper.reconcile(partition);

        assertThat(asked(partition, core -> core.symbols().owns(1))).isEqualTo(false);
        assertThat(asked(partition, core -> core.symbols().departed(1))).isEqualTo(new PartitionSymbols.Departed(2, 2));
    }

    @Test
    void shouldOpenWhatIsStagedWhenTheRegisterSaysThatItIsOurs() throws Exception {
        Partition source = partition(1);
        list(1);
        keeper.reconcile(source);
        trade(source, 1);
        Partition target = partition(2);
        Cut cut = stage(source, target, "m1");

        keeper.reconcile(target);
        assertThat(asked(target, core -> core.symbols().owns(1))).isEqualTo(false);
        register.update(table -> table.with(List.of(owner(table).movedTo(2))));
        Partition restarted = partition(2);
        keeper.reconcile(restarted);

        assertThat(asked(restarted, core -> core.symbols().owned(1).state().cut()))
                .isEqualTo(cut);
        assertThat(asked(restarted, core -> core.symbols().owned(1).epoch())).isEqualTo(2L);
    }

    @Test
    void shouldDropWhatIsStagedWhenTheMoveWasGivenUp() throws Exception {
        Partition source = partition(1);
        list(1);
        keeper.reconcile(source);
        Partition target = partition(2);
        stage(source, target, "m1");
        register.update(table -> table.with(List.of(owner(table).withMigration(SymbolOwner.NO_MIGRATION))));

        keeper.reconcile(target);

        assertThat(asked(target, core -> core.symbols().hasStaged(1))).isEqualTo(false);
    }

    private void list(int partition) {
        register.update(table ->
                table.with(List.of(new SymbolOwner(Commands.INSTRUMENT, partition, 1, SymbolOwner.NO_MIGRATION))));
    }

    private static SymbolOwner owner(OwnerTable table) {
        return table.symbol("BTCUSDT").orElseThrow();
    }

    private Cut stage(Partition source, Partition target, String migrationId) throws Exception {
        register.update(table -> table.with(List.of(owner(table).withMigration(migrationId))));
        Cut cut = get(source.agent().ask(core -> core.gate(1, migrationId)));
        List<byte[]> chunks = get(source.agent().ask(core -> core.copy(1, migrationId)));
        for (int i = 0; i < chunks.size(); i++) {
            int index = i;
            get(target.agent().change((core, now) -> core.stage(1, migrationId, index, chunks.get(index))));
        }
        Cut sealed = get(target.agent().askAndRelease(core -> core.seal(1, migrationId)));
        assertThat(sealed).isEqualTo(cut);
        return cut;
    }

    private static void trade(Partition partition, long request) throws Exception {
        OrderCommand command = Commands.limit(request, request - 1, Side.BUY, 100, 5);
        long before = get(partition.agent().ask(PartitionCore::sequencedCommands));
        get(partition.agent().change((core, now) -> core.command(1, command, now)));
        assertThat(asked(partition, PartitionCore::sequencedCommands)).isEqualTo(before + 1);
    }

    private static Object asked(Partition partition, Function<PartitionCore, Object> question) throws Exception {
        return get(partition.agent().ask(question));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** A partition that has read its journal and is the primary; one of this number that ran before is stopped. */
    private Partition partition(int number) throws IOException {
        Optional.ofNullable(stops.remove(number)).ifPresent(Runnable::run);
        RigRegister owners = partitionRegisters.computeIfAbsent(number, unused -> new RigRegister());
        Connections connections = new Connections();
        Partition partition = new Partition(
                number,
                "w1",
                ++incarnation,
                true,
                RigSettings.of(Durability.REPLICATED_FSYNC),
                RigSettings.alone(number, journals, ReferenceOrderBookFactory::new, owners),
                connections,
                Partition.Host.NONE);
        EgressAgent egress = new EgressAgent(connections);
        egress.add(partition);
        partition.recover();
        AgentRunner runner = new AgentRunner(
                new SleepingMillisIdleStrategy(1),
                failure -> {
                    throw new AssertionError(failure);
                },
                null,
                new CompositeAgent(partition.agent(), egress));
        stops.put(number, () -> {
            runner.close();
            partition.close();
        });
        AgentRunner.startOnThread(runner);
        while (partition.view().role() != Role.PRIMARY) {
            assertThat(partition.state()).as(partition.failure()).isEqualTo(Partition.State.RUNNING);
            Thread.yield();
        }
        return partition;
    }
}
