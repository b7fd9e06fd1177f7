package io.gantry.cli.demo;

import io.gantry.cli.check.MemoryEngine;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.BookView;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** A cluster in memory: one thread, honest books, moves that only change a number; and a few ways of going wrong. */
final class MemoryCluster implements Market, Operator {
    private final Map<String, MemoryEngine> engines = new LinkedHashMap<>();
    private final Map<String, FeedListener> feeds = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Integer> targets = new ArrayList<>();
    private Predicate<OrderCommand> refuses = command -> false;
    private Predicate<OrderCommand> forgets = command -> false;
    private MigrationState moveEnd = MigrationState.COMMITTED;
    private String moveRefusal = "";
    private long sessions;

    /** Answers such commands NOT_EXECUTED. */
    void refuse(Predicate<OrderCommand> commands) {
        refuses = commands;
    }

    /** Carries such commands out and tells no events of them. */
    void forget(Predicate<OrderCommand> commands) {
        forgets = commands;
    }

    void endMovesWith(MigrationState state) {
        moveEnd = state;
    }

    void refuseMoves(String sentence) {
        moveRefusal = sentence;
    }

    List<Integer> targets() {
        return targets;
    }

    @Override
    public void list(FlowSymbol symbol, int partition) {
        MemoryEngine engine = new MemoryEngine(symbol.instrument(engines.size() + 1));
        engine.moveTo(partition);
        engines.put(symbol.name(), engine);
    }

    @Override
    public List<Instrument> awaitSymbols(Collection<String> names) {
        return names.stream().map(name -> engines.get(name).instrument()).toList();
    }

    @Override
    public TradingSession openSession() {
        return new Session(++sessions);
    }

    @Override
    public void subscribe(String symbol, FeedListener listener) {
        feeds.put(symbol, listener);
    }

    @Override
    public void planMove(String symbol, int targetPartition, String strategy) {
        if (!moveRefusal.isEmpty()) {
            throw new RunException(moveRefusal);
        }
    }

    @Override
    public MigrationReport move(String symbol, int targetPartition, String strategy) {
        planMove(symbol, targetPartition, strategy);
        return onThread(() -> {
            MemoryEngine engine = engines.get(symbol);
            Place source = new Place(engine.partition(), "w" + engine.partition());
            targets.add(targetPartition);
            if (moveEnd == MigrationState.COMMITTED) {
                engine.moveTo(targetPartition);
            }
            return new MigrationReport(
                    "m" + targets.size(),
                    strategy,
                    List.of(symbol),
                    source,
                    new Place(targetPartition, "w" + targetPartition),
                    moveEnd,
                    "verify",
                    moveEnd == MigrationState.COMMITTED ? "" : "hashes differ",
                    engine.restingOrders(),
                    1500,
                    7,
                    4096,
                    Long.toHexString(engine.stateHash()));
        });
    }

    @Override
    public BookView book(String symbol) {
        return onThread(() -> engines.get(symbol).view());
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private <T> T onThread(java.util.concurrent.Callable<T> task) {
        Future<T> result = thread.submit(task);
        try {
            return result.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private final class Session implements TradingSession {
        private final long clientId;
        private long requestId;

        Session(long clientId) {
            this.clientId = clientId;
        }

        @Override
        public long clientId() {
            return clientId;
        }

        @Override
        public long trySubmit(String symbol, OrderCommand command, OutcomeListener outcome) {
            OrderCommand taken =
                    new OrderCommand().copyFrom(command).clientId(clientId).requestId(++requestId);
            thread.execute(() -> carryOut(symbol, taken, outcome));
            return taken.requestId();
        }

        private void carryOut(String symbol, OrderCommand command, OutcomeListener outcome) {
            if (refuses.test(command)) {
                outcome.notExecuted(
                        command.requestId(), Cause.INVALID, "request " + command.requestId() + " is invalid");
                return;
            }
            MemoryEngine.Result result = engines.get(symbol).apply(command);
            if (!forgets.test(command)) {
                for (BookEvent event : result.events()) {
                    feeds.get(symbol).event(event);
                }
            }
            outcome.answered(result.answer());
        }
    }
}
