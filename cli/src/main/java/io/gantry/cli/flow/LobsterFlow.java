package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.TimeInForce;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * The second pass over a LOBSTER message file: the commands, by the rules of {@link LobsterTape}. All are sent by one
 * session, because the tape's order is the order in which they must be sequenced.
 */
final class LobsterFlow implements Flow {
    private static final int PRICE_DECIMALS = 4;
    private static final long QUOTES_ONLY = 0;
    private static final long RESUMED = 1;

    private final Path path;
    private final LobsterTape tape;
    private final FlowSymbol symbol;
    private final FlowStatistics statistics;

    private LobsterFlow(Path path, LobsterTape tape, FlowSymbol symbol, FlowStatistics statistics) {
        this.path = path;
        this.tape = tape;
        this.symbol = symbol;
        this.statistics = statistics;
    }

    static LobsterFlow open(Path path, String symbol, String spec) {
        LobsterTape tape = LobsterTape.read(path);
        return new LobsterFlow(path, tape, symbol(path, symbol), tape.statistics(spec));
    }

    private static FlowSymbol symbol(Path path, String name) {
        try {
            Instrument.requireSymbol(name);
        } catch (IllegalArgumentException e) {
            throw new FlowException(
                    "the name of " + path + " does not start with a symbol; add ,symbol=NAME to the flow spec", e);
        }
        return new FlowSymbol(name, PRICE_DECIMALS, LobsterRowReader.TICK, 1);
    }

    @Override
    public List<FlowSymbol> symbols() {
        return List.of(symbol);
    }

    @Override
    public int sessions() {
        return 1;
    }

    @Override
    public long commands() {
        return statistics.used();
    }

    @Override
    public FlowStatistics statistics() {
        return statistics;
    }

    @Override
    public FlowCursor iterator() {
        return new Cursor();
    }

    private final class Cursor implements FlowCursor {
        private final LobsterRowReader reader = new LobsterRowReader(path);
        private final Set<Long> added = new HashSet<>();
        private long nextExecutionId = tape.lastOrderId() + 1;
        private Optional<FlowCommand> following;

        Cursor() {
            following = advance();
        }

        @Override
        public boolean hasNext() {
            return following.isPresent();
        }

        @Override
        public FlowCommand next() {
            FlowCommand command = following.orElseThrow(NoSuchElementException::new);
            following = advance();
            return command;
        }

        @Override
        public void close() {
            following = Optional.empty();
            reader.close();
        }

        private Optional<FlowCommand> advance() {
            Optional<LobsterRow> row = nextRow();
            while (row.isPresent() && !isUsed(row.get())) {
                row = nextRow();
            }
            if (row.isEmpty()) {
                reader.close();
            }
            return row.map(this::command);
        }

        private Optional<LobsterRow> nextRow() {
            try {
                return reader.next();
            } catch (FlowException e) {
                reader.close();
                throw e;
            }
        }

        private boolean isUsed(LobsterRow row) {
            return switch (row.type()) {
                case HALT -> true;
                case HIDDEN_EXECUTION -> false;
                case ADD -> tape.isUsed(row.orderId()) && added.add(row.orderId());
                // A row above its order's add names an order that was unknown then.
                case REDUCE, CANCEL, EXECUTION -> added.contains(row.orderId());
            };
        }

        private static MarketState stateAfter(LobsterRow halt) {
            if (halt.price() == RESUMED) {
                return MarketState.OPEN;
            }
            return halt.price() == QUOTES_ONLY ? MarketState.AUCTION : MarketState.HALTED;
        }

        private FlowCommand command(LobsterRow row) {
            Origin origin = new Origin(row.timeNanos() - tape.firstTimeNanos(), 0, 0);
            return switch (row.type()) {
                case ADD ->
                    FlowCommand.limit(origin, row.orderId(), row.side(), TimeInForce.GTC, row.price(), row.size());
                case REDUCE -> FlowCommand.reduce(origin, row.orderId(), row.size());
                case CANCEL -> FlowCommand.cancel(origin, row.orderId());
                case EXECUTION ->
                    FlowCommand.execution(
                            origin, nextExecutionId++, row.side().opposite(), row.price(), row.size(), row.orderId());
                case HALT -> FlowCommand.marketState(origin, stateAfter(row));
                case HIDDEN_EXECUTION -> throw new IllegalStateException("a hidden execution is not a command");
            };
        }
    }
}
