package io.gantry.partition;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.Cut;
import io.gantry.engine.api.partition.Gate;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.WireFeedKind;
import java.util.List;

/**
 * One partition: de-dup, gate, sequence, log, match, and the hand-over of symbols. Single-threaded and deterministic: no clock, no
 * thread, no I/O; inputs are method calls, effects leave through {@link CoreOutput}.
 *
 * <p>Methods that log return false when the log has no room. They have done nothing then (or, where said so, a part that is not
 * done again) and are to be called again.
 */
final class PartitionCore {

    /** How long clients are told to wait before they try again. */
    static final int RETRY_AFTER_MILLIS = 20;

    private final int partition;
    private final int maxParked;
    private final long parkNanos;
    private final CoreOutput output;
    private final PartitionSymbols symbols;
    private final LogRecords records = new LogRecords();
    private final CommandAnswer stored = new CommandAnswer();
    private long sequencedCommands;

    /**
     * @param maxParked how many commands of one symbol wait behind its gate, above zero
     * @param parkNanos how long one waits
     */
    PartitionCore(int partition, BookSource books, CoreOutput output, int maxParked, long parkNanos) {
        this.partition = partition;
        this.output = output;
        this.maxParked = maxParked;
        this.parkNanos = parkNanos;
        symbols = new PartitionSymbols(books, output);
    }

    PartitionSymbols symbols() {
        return symbols;
    }

    /** Commands sequenced since this process started. */
    long sequencedCommands() {
        return sequencedCommands;
    }

    /** A client's command. Hot path. */
    boolean command(long connectionId, OrderCommand command, long nowNanos) {
        OwnedSymbol symbol = symbols.ownedOrNull(command.symbolId());
        if (symbol == null) {
            notHere(connectionId, command);
            return true;
        }
        if (!symbol.isConfirmed()) {
            tryAgain(connectionId, command);
            return true;
        }
        if (symbol.gate() == Gate.HOLD) {
            park(symbol, connectionId, command, nowNanos);
            return true;
        }
        return execute(symbol, connectionId, command, nowNanos);
    }

    /** This command comes soon: brings near what is known of its order and its client. Hot path. */
    void expect(OrderCommand command) {
        OwnedSymbol symbol = symbols.ownedOrNull(command.symbolId());
        if (symbol != null) {
            symbol.state().expect(command);
        }
    }

    /** Somebody wants a symbol's events. */
    void subscribe(long connectionId, int symbolId, long fromEvent) {
        output.subscribed(connectionId, symbolId, fromEvent);
    }

    /** Somebody wants a symbol's market data. */
    void subscribeMarketData(long connectionId, int symbolId) {
        OwnedSymbol symbol = symbols.ownedOrNull(symbolId);
        if (symbol == null) {
            output.marketDataSubscribed(connectionId, symbolId, 0);
        } else {
            SymbolState state = symbol.state();
            output.marketDataSubscribed(
                    connectionId, symbolId, state.marketData().subscribed(state.eventSequence(), output));
        }
    }

    /** Nobody reads a symbol's market data any more. */
    void endMarketData(MarketDataStop stop) {
        OwnedSymbol symbol = symbols.ownedOrNull(stop.symbolId());
        if (symbol != null) {
            symbol.state().marketData().unwanted(stop.subscriptions());
        }
    }

    /** Somebody has read enough of a symbol. */
    void unsubscribe(long connectionId, int symbolId, WireFeedKind feed) {
        output.unsubscribed(connectionId, symbolId, feed);
    }

    /** The time goes on: answers the commands that have waited too long, and sequences what the time makes happen in books. */
    void tick(long nowNanos) {
        symbols.forEachOwned(symbol -> {
            expireParked(symbol, nowNanos);
            if (symbol.isConfirmed()
                    && symbol.gate() == Gate.OPEN
                    && symbol.state().book().nextExpiryNanos() <= nowNanos) {
                expireOrders(symbol.state(), nowNanos);
            }
        });
    }

    private void expireOrders(SymbolState state, long nowNanos) {
        long atNanos = state.timeNotBefore(nowNanos);
        if (log(records.tick(state.instrument().symbolId(), state.commandSequence() + 1, atNanos))) {
            state.tick(atNanos, output);
        }
    }

    /**
     * This replica sequences no more. What waits behind gates is answered TRY_AGAIN, since it was never logged; gates are open again, and who
     * owns what has to be asked anew.
     */
    void deposed() {
        symbols.forEachOwned(symbol -> {
            symbol.gatedBy("");
            symbol.parked().forEach(parked -> tryAgain(parked.connectionId(), parked.command()));
            symbol.parked().clear();
            symbol.unconfirm();
        });
    }

    /** A command that came to a replica that does not sequence. */
    void notPrimary(long connectionId, OrderCommand command) {
        tryAgain(connectionId, command);
    }

    /** Begins a listed symbol with an empty book. */
    boolean list(Instrument instrument, long epoch) {
        int symbolId = instrument.symbolId();
        if (symbols.owns(symbolId) || symbols.hasDeparted(symbolId)) {
            return true;
        }
        OrderBookFactory factory = symbols.factory();
        if (!log(records.listed(instrument, epoch, factory))) {
            return false;
        }
        symbols.listed(instrument, epoch, factory, true);
        return true;
    }

    /** The register says that this recovered symbol is ours. */
    void confirm(int symbolId) {
        symbols.owned(symbolId).confirm();
    }

    /** Holds a symbol's commands; see {@code ExportSide.gate}. */
    Cut gate(int symbolId, String migrationId) {
        OwnedSymbol symbol = symbols.owned(symbolId);
        if (!symbol.isConfirmed()) {
            throw refused(symbol, "its owner is not confirmed by the register yet");
        }
        requireGateOf(symbol, migrationId);
        symbol.gatedBy(migrationId);
        return symbol.state().cut();
    }

    /** A gated symbol's state. */
    List<byte[]> copy(int symbolId, String migrationId) {
        OwnedSymbol symbol = symbols.owned(symbolId);
        if (!symbol.gatedBy().equals(migrationId)) {
            throw refused(symbol, "migration " + migrationId + " has not gated it");
        }
        return SymbolImageWriter.write(symbol.state(), symbol.epoch());
    }

    /** Sequences what waited, then opens the gate. What was sequenced when it returns false stays so. */
    boolean reopen(int symbolId, String migrationId, long nowNanos) {
        OwnedSymbol symbol = symbols.ownedOrNull(symbolId);
        if (symbol == null || !symbol.gatedBy().equals(migrationId)) {
            return true;
        }
        while (!symbol.parked().isEmpty()) {
            OwnedSymbol.Parked next = symbol.parked().peekFirst();
            if (!execute(symbol, next.connectionId(), next.command(), nowNanos)) {
                return false;
            }
            symbol.parked().removeFirst();
        }
        symbol.gatedBy("");
        return true;
    }

    /** Gives a symbol up to the owner of a higher epoch. */
    boolean release(int symbolId, String migrationId, int targetPartition, long epoch) {
        if (symbols.hasDeparted(symbolId) && symbols.departed(symbolId).epoch() >= epoch) {
            return true;
        }
        OwnedSymbol symbol = symbols.owned(symbolId);
        if (epoch <= symbol.epoch()) {
            throw refused(symbol, "epoch " + epoch + " is not above its own");
        }
        if (!log(records.released(symbolId, migrationId, targetPartition, epoch))) {
            return false;
        }
        symbols.released(symbolId, targetPartition, epoch);
        for (OwnedSymbol.Parked parked : symbol.parked()) {
            notHere(parked.connectionId(), parked.command());
        }
        return true;
    }

    /** One chunk of a symbol that is to come here; see {@code ImportSide.stage}. */
    boolean stage(int symbolId, String migrationId, int index, byte[] chunk) {
        if (symbols.owns(symbolId)) {
            throw refused(symbols.owned(symbolId), "it cannot be imported where it is");
        }
        if (symbols.isStagedFor(symbolId, migrationId)
                && symbols.staged(symbolId, migrationId).nextIndex() == index + 1) {
            return true;
        }
        symbols.reader(symbolId, migrationId, index).inspect(index, chunk);
        if (!log(records.staged(symbolId, migrationId, index, chunk))) {
            return false;
        }
        try {
            symbols.chunk(symbolId, migrationId, index, chunk);
        } catch (PartitionException refused) {
            symbols.discarded(symbolId);
            throw refused;
        }
        return true;
    }

    /** The figures of a whole staged image. */
    Cut seal(int symbolId, String migrationId) {
        return symbols.staged(symbolId, migrationId).seal().cut();
    }

    /** Serves a sealed symbol; see {@code ImportSide.open}. */
    boolean open(int symbolId, String migrationId, long epoch) {
        OwnedSymbol already = symbols.ownedOrNull(symbolId);
        if (already != null && already.epoch() == epoch) {
            return true;
        }
        SymbolImageReader image = symbols.staged(symbolId, migrationId);
        SymbolState sealed = image.seal();
        if (epoch <= image.sourceEpoch()) {
            throw new PartitionException("symbol number " + symbolId + " cannot be opened in partition " + partition
                    + " with epoch " + epoch + ": its source had epoch " + image.sourceEpoch());
        }
        if (!log(records.opened(sealed, migrationId, epoch))) {
            return false;
        }
        symbols.opened(symbolId, migrationId, epoch, true);
        return true;
    }

    /** Drops a staged image. */
    boolean discard(int symbolId, String migrationId) {
        if (!symbols.isStagedFor(symbolId, migrationId)) {
            return true;
        }
        if (!log(records.discarded(symbolId, migrationId))) {
            return false;
        }
        symbols.discarded(symbolId);
        return true;
    }

    private boolean execute(OwnedSymbol symbol, long connectionId, OrderCommand command, long nowNanos) {
        SymbolState state = symbol.state();
        switch (state.answers().check(command, stored)) {
            case NEW -> {
                long atNanos = state.timeNotBefore(nowNanos);
                if (!log(records.sequenced(state.commandSequence() + 1, atNanos, command))) {
                    return false;
                }
                sequencedCommands++;
                output.answer(connectionId, state.apply(command, atNanos, output));
            }
            case REPEATED -> output.answer(connectionId, stored.symbolId(command.symbolId()));
            case MISMATCH -> notExecuted(connectionId, command, Cause.DUPLICATE_MISMATCH);
            case STALE -> notExecuted(connectionId, command, Cause.STALE_REQUEST);
            case OUT_OF_ORDER -> tryAgain(connectionId, command);
        }
        return true;
    }

    private void park(OwnedSymbol symbol, long connectionId, OrderCommand command, long nowNanos) {
        if (symbol.parked().size() >= maxParked) {
            tryAgain(connectionId, command);
            return;
        }
        OrderCommand kept = new OrderCommand().copyFrom(command);
        symbol.parked().addLast(new OwnedSymbol.Parked(connectionId, kept, nowNanos + parkNanos));
    }

    private void expireParked(OwnedSymbol symbol, long nowNanos) {
        boolean isSetBack = symbol.parked().stream().anyMatch(parked -> parked.deadlineNanos() - nowNanos > parkNanos);
        while (!symbol.parked().isEmpty()
                && (isSetBack || symbol.parked().peekFirst().deadlineNanos() <= nowNanos)) {
            // A deadline that is farther off than anything waits is from before the clock was set back: nobody knows
            // then how long they have waited.
            OwnedSymbol.Parked expired = symbol.parked().removeFirst();
            tryAgain(expired.connectionId(), expired.command());
        }
    }

    private void notHere(long connectionId, OrderCommand command) {
        PartitionSymbols.Departed departed = symbols.departed(command.symbolId());
        if (departed == null) {
            tryAgain(connectionId, command);
            return;
        }
        output.notExecuted(
                connectionId,
                Cause.MOVED,
                command.symbolId(),
                command.clientId(),
                command.requestId(),
                0,
                departed.partition(),
                departed.epoch());
    }

    private void tryAgain(long connectionId, OrderCommand command) {
        notExecuted(connectionId, command, Cause.TRY_AGAIN);
    }

    private void notExecuted(long connectionId, OrderCommand command, Cause cause) {
        output.notExecuted(
                connectionId,
                cause,
                command.symbolId(),
                command.clientId(),
                command.requestId(),
                cause.isFinal() ? 0 : RETRY_AFTER_MILLIS,
                0,
                0);
    }

    private boolean log(int length) {
        return output.log(records.buffer(), length);
    }

    private void requireGateOf(OwnedSymbol symbol, String migrationId) {
        if (!symbol.gatedBy().isEmpty() && !symbol.gatedBy().equals(migrationId)) {
            throw refused(symbol, "migration " + symbol.gatedBy() + " holds its gate");
        }
    }

    private PartitionException refused(OwnedSymbol symbol, String why) {
        return new PartitionException("symbol " + symbol.state().instrument().symbol() + " of partition " + partition
                + ", epoch " + symbol.epoch() + ": " + why);
    }
}
