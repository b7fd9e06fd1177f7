package io.gantry.engine.api.partition;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What the owner of a symbol offers to whoever moves it away. Any thread, no blocking; every call may be repeated with
 * the same arguments and then answers the same. Stages fail with {@link PartitionException}.
 */
@ProviderType
public interface ExportSide {

    /**
     * Holds the symbol's commands from now on.
     *
     * @return the cut, when everything before it is durable and its answers have left
     */
    CompletionStage<Cut> gate(int partition, int symbolId, String migrationId);

    /** The state of a gated symbol, in chunks of at most {@link ImportSide#MAX_CHUNK_BYTES}. */
    CompletionStage<List<byte[]>> copy(int partition, int symbolId, String migrationId);

    /** Undoes the gate: what was held is sequenced in its order of arrival. Does nothing if this migration has not gated. */
    CompletionStage<Void> reopen(int partition, int symbolId, String migrationId);

    /** Gives the symbol up: the state is dropped, and what was held and what still comes is answered MOVED. */
    CompletionStage<Void> release(int partition, int symbolId, String migrationId, int targetPartition, long epoch);
}
