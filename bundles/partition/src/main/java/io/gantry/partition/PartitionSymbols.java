package io.gantry.partition;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.PartitionException;
import java.util.function.Consumer;
import org.agrona.collections.Int2ObjectHashMap;

/**
 * What a partition knows of symbols: which it owns, which it has staged, which have left. Each change here is the effect of
 * one record of the log, whether it is made now or found in the log on recovery.
 */
final class PartitionSymbols {

    /** Where a symbol went. */
    record Departed(int partition, long epoch) {}

    private final BookSource books;
    private final CoreOutput output;
    private final Int2ObjectHashMap<OwnedSymbol> owned = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<SymbolImageReader> staged = new Int2ObjectHashMap<>();
    private final Int2ObjectHashMap<Departed> departed = new Int2ObjectHashMap<>();

    PartitionSymbols(BookSource books, CoreOutput output) {
        this.books = books;
        this.output = output;
    }

    /** The owned symbol, or null: the one place in the hot path where nothing is told by null. */
    OwnedSymbol ownedOrNull(int symbolId) {
        return owned.get(symbolId);
    }

    boolean owns(int symbolId) {
        return owned.containsKey(symbolId);
    }

    OwnedSymbol owned(int symbolId) {
        OwnedSymbol symbol = owned.get(symbolId);
        if (symbol == null) {
            throw new PartitionException("symbol number " + symbolId + " is not owned here");
        }
        return symbol;
    }

    boolean hasDeparted(int symbolId) {
        return departed.containsKey(symbolId);
    }

    Departed departed(int symbolId) {
        return departed.get(symbolId);
    }

    boolean hasStaged(int symbolId) {
        return staged.containsKey(symbolId);
    }

    /** The image of this migration that is being staged. */
    SymbolImageReader staged(int symbolId, String migrationId) {
        SymbolImageReader image = staged.get(symbolId);
        if (image == null || !image.migrationId().equals(migrationId)) {
            throw new PartitionException(
                    "nothing is staged here of symbol number " + symbolId + " for migration " + migrationId);
        }
        return image;
    }

    boolean isStagedFor(int symbolId, String migrationId) {
        SymbolImageReader image = staged.get(symbolId);
        return image != null && image.migrationId().equals(migrationId);
    }

    int ownedCount() {
        return owned.size();
    }

    void forEachOwned(Consumer<OwnedSymbol> visitor) {
        owned.values().forEach(visitor);
    }

    /** Shows number and migration of each staged image. */
    void forEachStaged(StagedVisitor visitor) {
        Int2ObjectHashMap<SymbolImageReader>.EntryIterator iterator =
                staged.entrySet().iterator();
        while (iterator.hasNext()) {
            iterator.next();
            visitor.staged(iterator.getIntKey(), iterator.getValue());
        }
    }

    interface StagedVisitor {
        void staged(int symbolId, SymbolImageReader image);
    }

    /** Makes the books of new symbols. */
    OrderBookFactory factory() {
        return books.factory();
    }

    void listed(Instrument instrument, long epoch, OrderBookFactory factory, boolean confirmed) {
        SymbolState state = new SymbolState(instrument, factory.create(instrument), factory);
        own(state, epoch, confirmed);
    }

    void sequenced(long commandSequence, long timeNanos, OrderCommand command) {
        SymbolState state = owned(command.symbolId()).state();
        if (commandSequence != state.commandSequence() + 1) {
            throw new PartitionException("log holds command " + commandSequence + " of symbol "
                    + state.instrument().symbol() + " where " + (state.commandSequence() + 1) + " was due");
        }
        state.apply(command, timeNanos, output);
    }

    void ticked(int symbolId, long commandSequence, long timeNanos) {
        SymbolState state = owned(symbolId).state();
        if (commandSequence != state.commandSequence() + 1) {
            throw new PartitionException("log holds tick " + commandSequence + " of symbol "
                    + state.instrument().symbol() + " where " + (state.commandSequence() + 1) + " was due");
        }
        state.tick(timeNanos, output);
    }

    /** A symbol out of a snapshot. */
    void restored(SymbolState state, long epoch) {
        own(state, epoch, false);
    }

    /** Where a symbol of a snapshot went. */
    void restoredDeparted(int symbolId, Departed where) {
        departed.put(symbolId, where);
        output.feedMoved(symbolId, where.partition(), where.epoch());
    }

    /** Shows number and place of each symbol that has left. */
    void forEachDeparted(DepartedVisitor visitor) {
        Int2ObjectHashMap<Departed>.EntryIterator iterator = departed.entrySet().iterator();
        while (iterator.hasNext()) {
            iterator.next();
            visitor.departed(iterator.getIntKey(), iterator.getValue());
        }
    }

    interface DepartedVisitor {
        void departed(int symbolId, Departed where);
    }

    int departedCount() {
        return departed.size();
    }

    int stagedCount() {
        return staged.size();
    }

    /** A chunk of an image; the first begins a new image and drops what was staged before. */
    void chunk(int symbolId, String migrationId, int index, byte[] chunk) {
        reader(symbolId, migrationId, index).accept(index, chunk);
    }

    /** The reader that a chunk is for. */
    SymbolImageReader reader(int symbolId, String migrationId, int index) {
        if (index == 0) {
            SymbolImageReader fresh = new SymbolImageReader(symbolId, migrationId, factory());
            staged.put(symbolId, fresh);
            return fresh;
        }
        return staged(symbolId, migrationId);
    }

    void opened(int symbolId, String migrationId, long epoch, boolean confirmed) {
        SymbolState state = staged(symbolId, migrationId).seal();
        staged.remove(symbolId);
        departed.remove(symbolId);
        own(state, epoch, confirmed);
    }

    void released(int symbolId, int targetPartition, long epoch) {
        owned.remove(symbolId);
        departed.put(symbolId, new Departed(targetPartition, epoch));
        output.feedMoved(symbolId, targetPartition, epoch);
    }

    void discarded(int symbolId) {
        staged.remove(symbolId);
    }

    private void own(SymbolState state, long epoch, boolean confirmed) {
        int symbolId = state.instrument().symbolId();
        owned.put(symbolId, new OwnedSymbol(state, epoch, confirmed));
        output.feedOpened(symbolId, state.eventSequence() + 1);
    }
}
