package io.gantry.migration;

import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.partition.Cut;
import io.gantry.engine.api.partition.ImportSide;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.migration.ImportCodec.Call;
import io.gantry.protocol.sbe.WireImportOperation;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The importing side of another worker. Calls to it arrive in the order in which they are made. Any thread. */
final class RemoteImportSide implements ImportSide {

    private static final byte[] NO_CHUNK = {};

    private final Peers peers;
    private final String worker;

    RemoteImportSide(Peers peers, String worker) {
        this.peers = peers;
        this.worker = worker;
    }

    @Override
    public CompletionStage<Void> stage(int partition, int symbolId, String migrationId, int index, byte[] chunk) {
        return call(new Call(WireImportOperation.STAGE, partition, symbolId, migrationId, index, 0, chunk));
    }

    @Override
    public CompletionStage<Cut> seal(int partition, int symbolId, String migrationId) {
        return call(
                new Call(WireImportOperation.SEAL, partition, symbolId, migrationId, 0, 0, NO_CHUNK),
                ImportCodec::decodeCut);
    }

    @Override
    public CompletionStage<Void> open(int partition, int symbolId, String migrationId, long epoch) {
        return call(new Call(WireImportOperation.OPEN, partition, symbolId, migrationId, 0, epoch, NO_CHUNK));
    }

    @Override
    public CompletionStage<Void> discard(int partition, int symbolId, String migrationId) {
        return call(new Call(WireImportOperation.DISCARD, partition, symbolId, migrationId, 0, 0, NO_CHUNK));
    }

    private CompletionStage<Void> call(Call call) {
        return call(call, done -> null);
    }

    private <T> CompletionStage<T> call(Call call, Function<byte[], T> reader) {
        return peers.call(worker, ImportPeer.SERVICE, ImportCodec.encode(call)).handle((reply, failure) -> {
            if (failure != null) {
                throw new PartitionException(
                        "partition " + call.partition() + " on " + worker + ": " + StepFailure.words(failure), failure);
            }
            return reader.apply(reply);
        });
    }
}
