package io.gantry.migration;

import io.gantry.engine.api.cluster.MigrationLocks;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.order.Instrument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A cluster of two workers with fakes all around: partitions 1 and 2 on w1, 3 on w2; symbols S1 and S2 in 1, S3 in 2, S4 in 3. A run of S1 (and S2) from
 * partition 1 to partition 3 is played on the test's thread.
 */
final class MoveScene {

    static final WorkerInfo W1 = new WorkerInfo("w1", "127.0.0.1", 7401, "a");
    static final WorkerInfo W2 = new WorkerInfo("w2", "127.0.0.1", 7402, "b");
    static final Duration UNDO_BUDGET = Duration.ofSeconds(1);
    static final Duration PAUSE_BUDGET = Duration.ofMillis(500);

    final FakeTime time = new FakeTime();
    final FakeSides sides = new FakeSides();
    final FakeRegister register = new FakeRegister(table());
    final List<OwnerTable> published = new ArrayList<>();
    final List<String> observed = new ArrayList<>();
    final CompletableFuture<Void> stop = new CompletableFuture<>();
    Objection objection = (moment, step) -> {};

    /** What an observer does at {@code before} or {@code after} a step. */
    interface Objection {
        void hear(String moment, StepKind step);
    }

    static OwnerTable table() {
        return OwnerTable.EMPTY
                .with(new PartitionOwner(1, "w1", 1))
                .with(new PartitionOwner(2, "w1", 1))
                .with(new PartitionOwner(3, "w2", 1))
                .with(List.of(symbol("S1", 1, 1), symbol("S2", 2, 1), symbol("S3", 3, 2), symbol("S4", 4, 3)));
    }

    static SymbolOwner symbol(String name, int symbolId, int partition) {
        return new SymbolOwner(new Instrument(name, symbolId, 2, 1, 1), partition, 1, SymbolOwner.NO_MIGRATION);
    }

    static MigrationPlan plan(String... symbols) {
        return MigrationPlan.of(
                        new MigrationRequest(List.of(symbols), new Place(1, "w1"), new Place(3, "w2"), "freeze-switch"))
                .gate()
                .within(PAUSE_BUDGET)
                .copy()
                .within(Duration.ofMillis(200))
                .verify()
                .within(Duration.ofMillis(100))
                .switchOwner()
                .within(Duration.ofSeconds(3))
                .retire()
                .within(Duration.ofSeconds(3))
                .build();
    }

    MigrationSession session(String... symbols) {
        MigrationPlan plan = plan(symbols);
        return new MigrationSession("m1", plan, MoveRules.symbols(plan.request(), register.table()), time);
    }

    MigrationReport run(String... symbols) {
        MigrationSession session = session(symbols);
        run(session);
        return session.report();
    }

    void run(MigrationSession session) {
        Cutover cutover = new Cutover(register, routes(), session);
        new MigrationRun(session, new Patience(time, stop), new Ends(sides, sides), cutover, observers(), UNDO_BUDGET)
                .run();
    }

    RouteCache routes() {
        return new RouteCache() {
            @Override
            public OwnerTable current() {
                return register.table();
            }

            @Override
            public void publish(OwnerTable next) {
                published.add(next);
            }
        };
    }

    MigrationRun.Observers observers() {
        return new MigrationRun.Observers() {
            @Override
            public void tellBefore(MigrationReport migration, StepKind step) {
                tell("before", migration, step);
            }

            @Override
            public void tellAfter(MigrationReport migration, StepKind step) {
                tell("after", migration, step);
            }

            @Override
            public void tellEnded(MigrationReport migration) {
                observed.add("ended " + migration.state());
            }

            private void tell(String moment, MigrationReport migration, StepKind step) {
                observed.add(moment + " " + step.label() + " " + migration.state());
                objection.hear(moment, step);
            }
        };
    }

    SymbolOwner owner(String symbol) {
        return register.table().symbol(symbol).orElseThrow();
    }

    /** Locks in memory. */
    static final class FakeLocks implements MigrationLocks {

        private final Set<String> held = ConcurrentHashMap.newKeySet();

        void holdElsewhere(String name) {
            held.add(name);
        }

        Set<String> held() {
            return Set.copyOf(held);
        }

        @Override
        public Optional<Lease> tryLock(String name) {
            if (!held.add(name)) {
                return Optional.empty();
            }
            return Optional.of(new Lease() {
                @Override
                public long fence() {
                    return 1;
                }

                @Override
                public void close() {
                    held.remove(name);
                }
            });
        }
    }
}
