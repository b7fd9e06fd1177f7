package io.gantry.shell;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.migration.MigrationCoordinator;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.engine.api.migration.StrategyInfo;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.FrameSink;
import io.gantry.engine.api.partition.Gate;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.partition.PartitionReport;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A worker w1 with partitions 1 and 2, its neighbour w2 with 3, of which w1 is a standby; symbols S1 and S2 in 1, S3 in 2, S4 in 3. */
final class FakeEngine {

    static final WorkerInfo W1 = new WorkerInfo("w1", "127.0.0.1", 7401, "a");
    static final WorkerInfo W2 = new WorkerInfo("w2", "127.0.0.1", 7402, "b");

    OwnerTable routes = table();
    OwnerTable register = table();
    final List<PartitionReport> reports = new ArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    final Coordinator coordinator = new Coordinator();

    static OwnerTable table() {
        return OwnerTable.EMPTY
                .with(new PartitionOwner(1, "w1", 1))
                .with(new PartitionOwner(2, "w1", 2))
                .with(new PartitionOwner(3, "w2", 1, 4, List.of("w1", "w2")))
                .with(List.of(symbol("S1", 1, 1), symbol("S2", 2, 1), symbol("S3", 3, 2), symbol("S4", 4, 3)));
    }

    static SymbolOwner symbol(String name, int symbolId, int partition) {
        return new SymbolOwner(new Instrument(name, symbolId, 2, 5, 1), partition, 1, SymbolOwner.NO_MIGRATION);
    }

    Membership membership() {
        return new Membership() {
            @Override
            public WorkerInfo self() {
                return W1;
            }

            @Override
            public List<WorkerInfo> workers() {
                return List.of(W2, W1);
            }

            @Override
            public boolean clustered() {
                return true;
            }
        };
    }

    Router router() {
        return () -> new RouteTable("w1", routes, List.of(W1, W2));
    }

    OwnerRegister register() {
        return new OwnerRegister() {
            @Override
            public OwnerTable read() {
                return register;
            }

            @Override
            public boolean compareAndSet(OwnerTable expected, OwnerTable next) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** Knows the books of some partitions. */
    PartitionHost host(int... partitions) {
        return new PartitionHost() {
            @Override
            public Offer offer(int partition, long connectionId, ByteBuffer message) {
                throw new UnsupportedOperationException();
            }

            @Override
            public boolean hosts(int partition) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void connected(long connectionId, FrameSink sink) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void disconnected(long connectionId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<PartitionReport> reports() {
                return List.copyOf(reports);
            }

            @Override
            public CompletionStage<BookView> book(int partition, int symbolId, int levels) {
                for (int known : partitions) {
                    if (known == partition) {
                        return CompletableFuture.completedStage(view(partition, symbolId));
                    }
                }
                return CompletableFuture.failedStage(
                        new PartitionException("partition " + partition + " does not hold symbol " + symbolId));
            }
        };
    }

    static PartitionReport report(int partition, String state, String detail, String role) {
        return new PartitionReport(
                partition, state, detail, role, 3, List.of("w1", "w2"), 2, 30, 12, 500, 400, 300, 64, "flat 1");
    }

    static BookView view(int partition, int symbolId) {
        return new BookView(
                "S" + symbolId,
                partition,
                1,
                Gate.OPEN,
                "flat 1",
                "OPEN",
                100,
                200,
                -1L,
                0xABCL,
                4,
                1,
                10_005,
                List.of(new BookView.Level(10_000, 7, 2)),
                List.of(new BookView.Level(10_010, 5, 1), new BookView.Level(10_020, 1, 1)));
    }

    static MigrationReport report(List<String> symbols, MigrationState state, String detail) {
        return new MigrationReport(
                symbols.get(0) + "-e1-v4",
                "freeze-switch",
                symbols,
                new Place(1, "w1"),
                new Place(3, "w2"),
                state,
                "retire",
                detail,
                12,
                3_456,
                7,
                890,
                "0123456789abcdef");
    }

    /** Commits what it is asked, unless told otherwise. */
    final class Coordinator implements MigrationCoordinator {

        final List<MigrationReport> known = new ArrayList<>();
        MigrationState outcome = MigrationState.COMMITTED;
        String refusal = "";
        String refusedSymbol = "";
        volatile CompletableFuture<MigrationReport> pending;
        private int looks;

        @Override
        public CompletionStage<MigrationPlan> plan(MoveOrder order) {
            asked.add("plan " + order.symbols() + " to " + order.targetPartition());
            if (refuses(order)) {
                return CompletableFuture.failedStage(new PlanRefusedException(refusal));
            }
            MigrationRequest request = new MigrationRequest(
                    order.symbols(),
                    new Place(
                            register.symbol(order.symbols().get(0))
                                    .orElseThrow()
                                    .partition(),
                            "w1"),
                    new Place(order.targetPartition(), "w2"),
                    order.strategy());
            return CompletableFuture.completedStage(MigrationPlan.of(request)
                    .gate()
                    .copy()
                    .verify()
                    .switchOwner()
                    .retire()
                    .build());
        }

        @Override
        public CompletionStage<MigrationReport> move(MoveOrder order) {
            asked.add("move " + order.symbols() + " to " + order.targetPartition());
            if (refuses(order)) {
                return CompletableFuture.failedStage(new PlanRefusedException(refusal));
            }
            return Optional.ofNullable(pending)
                    .orElseGet(() -> CompletableFuture.completedFuture(
                            report(order.symbols(), outcome, outcome == MigrationState.COMMITTED ? "" : "seal broke")));
        }

        private boolean refuses(MoveOrder order) {
            return !refusal.isEmpty()
                    && (refusedSymbol.isEmpty() || order.symbols().contains(refusedSymbol));
        }

        @Override
        public synchronized List<MigrationReport> migrations() {
            looks++;
            return List.copyOf(known);
        }

        /** How often the list was asked for. */
        synchronized int looks() {
            return looks;
        }

        synchronized void knows(MigrationReport report) {
            known.add(0, report);
        }

        @Override
        public List<StrategyInfo> strategies() {
            return List.of(new StrategyInfo("freeze-switch", 0, "io.gantry.migration.freeze-switch", "0.1.0"));
        }
    }
}
