package io.gantry.partition;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.Cut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What is asked of a partition besides commands, for whoever drives its duty cycles himself. What is asked is answered in a turn of the lane; {@link #replica} and
 * {@link #symbols} are only for the thread that drives the lane, between two turns.
 */
public final class PartitionControls {

    private final Partition partition;

    public PartitionControls(Partition partition) {
        this.partition = partition;
    }

    /** Where the replica stands at this moment, empty if it has no state. */
    public Optional<ReplicaView> replica() {
        return partition.generation().map(here -> here.replica().view());
    }

    /** Whether it knows that its log holds everything that it ever acknowledged. */
    public boolean isComplete() {
        return partition.generation().map(here -> here.replica().isComplete()).orElse(false);
    }

    /** What it has of its symbols, by number. Computes digests of everything. */
    public List<SymbolView> symbols() {
        List<SymbolView> views = new ArrayList<>();
        partition.generation().ifPresent(here -> here.core().symbols().forEachOwned(symbol -> views.add(view(symbol))));
        views.sort(Comparator.comparingInt(SymbolView::symbolId));
        return views;
    }

    private static SymbolView view(OwnedSymbol symbol) {
        SymbolState state = symbol.state();
        return new SymbolView(
                state.instrument().symbolId(),
                state.instrument().symbol(),
                symbol.epoch(),
                symbol.isConfirmed(),
                symbol.gate(),
                state.commandSequence(),
                state.eventSequence(),
                state.eventChain(),
                state.timeNanos(),
                state.book().stateHash(),
                state.stateHash());
    }

    /** An image that is being staged: what it is of, for which migration, and the epoch of its source, 0 if that is not known yet. */
    public record Staged(int symbolId, String migrationId, long sourceEpoch) {}

    /** What is staged. */
    public List<Staged> staged() {
        List<Staged> staged = new ArrayList<>();
        partition
                .generation()
                .ifPresent(here -> here.core()
                        .symbols()
                        .forEachStaged((symbolId, image) ->
                                staged.add(new Staged(symbolId, image.migrationId(), image.sourceEpoch()))));
        return staged;
    }

    /** What waits behind a symbol's gate, in order of arrival. */
    public List<OrderCommand> waiting(int symbolId) {
        List<OrderCommand> waiting = new ArrayList<>();
        partition
                .generation()
                .map(here -> here.core().symbols().ownedOrNull(symbolId))
                .ifPresent(symbol -> symbol.parked().forEach(parked -> waiting.add(parked.command())));
        return waiting;
    }

    /**
     * What a copied image holds, made whole as its target would make it. Changes nothing here.
     *
     * @throws io.gantry.engine.api.partition.PartitionException if the image is not good
     */
    public SymbolView read(int symbolId, String migrationId, List<byte[]> image) {
        PartitionCore core = partition.generation().orElseThrow().core();
        SymbolImageReader reader =
                new SymbolImageReader(symbolId, migrationId, core.symbols().factory());
        for (int index = 0; index < image.size(); index++) {
            reader.accept(index, image.get(index));
        }
        return view(new OwnedSymbol(reader.seal(), reader.sourceEpoch(), false));
    }

    /** Begins a listed symbol with an empty book. */
    public CompletionStage<Void> list(Instrument instrument, long epoch) {
        return partition.agent().change((core, now) -> core.list(instrument, epoch));
    }

    /** The register says that this symbol is the partition's. */
    public CompletionStage<Void> confirm(int symbolId) {
        return partition.agent().change((core, now) -> {
            core.confirm(symbolId);
            return true;
        });
    }

    /** See {@link io.gantry.engine.api.partition.ExportSide#gate}. */
    public CompletionStage<Cut> gate(int symbolId, String migrationId) {
        return partition.agent().askAndRelease(core -> core.gate(symbolId, migrationId));
    }

    /** See {@link io.gantry.engine.api.partition.ExportSide#copy}. */
    public CompletionStage<List<byte[]>> copy(int symbolId, String migrationId) {
        return partition.agent().askWithoutSnapshot(core -> core.copy(symbolId, migrationId));
    }

    /** See {@link io.gantry.engine.api.partition.ExportSide#reopen}. */
    public CompletionStage<Void> reopen(int symbolId, String migrationId) {
        return partition.agent().change((core, now) -> core.reopen(symbolId, migrationId, now));
    }

    /** See {@link io.gantry.engine.api.partition.ExportSide#release}. */
    public CompletionStage<Void> release(int symbolId, String migrationId, int targetPartition, long epoch) {
        return partition.agent().change((core, now) -> core.release(symbolId, migrationId, targetPartition, epoch));
    }

    /** See {@link io.gantry.engine.api.partition.ImportSide#stage}. */
    public CompletionStage<Void> stage(int symbolId, String migrationId, int index, byte[] chunk) {
        return partition.agent().change((core, now) -> core.stage(symbolId, migrationId, index, chunk));
    }

    /** See {@link io.gantry.engine.api.partition.ImportSide#seal}. */
    public CompletionStage<Cut> seal(int symbolId, String migrationId) {
        return partition.agent().askAndRelease(core -> core.seal(symbolId, migrationId));
    }

    /** See {@link io.gantry.engine.api.partition.ImportSide#open}. */
    public CompletionStage<Void> open(int symbolId, String migrationId, long epoch) {
        return partition.agent().change((core, now) -> core.open(symbolId, migrationId, epoch));
    }

    /** See {@link io.gantry.engine.api.partition.ImportSide#discard}. */
    public CompletionStage<Void> discard(int symbolId, String migrationId) {
        return partition.agent().change((core, now) -> core.discard(symbolId, migrationId));
    }
}
