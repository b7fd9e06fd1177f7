package io.gantry.engine.api.partition;

import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/**
 * What a symbol's next owner offers to whoever moves it there. Any thread, no blocking; every call may be repeated with
 * the same arguments and then answers the same. Stages fail with {@link PartitionException}.
 */
@ProviderType
public interface ImportSide {

    /** Longest chunk, in bytes. */
    int MAX_CHUNK_BYTES = 256 << 10;

    /** Takes one chunk of a symbol's state; the first one (index 0) begins anew. Chunks come in order. A staged symbol is not visible to anyone. */
    CompletionStage<Void> stage(int partition, int symbolId, String migrationId, int index, byte[] chunk);

    /**
     * Ends the staging.
     *
     * @return the state's figures, computed anew from what was staged, when all of it is durable here
     */
    CompletionStage<Cut> seal(int partition, int symbolId, String migrationId);

    /** Serves the sealed symbol from now on, as its owner of this epoch. The register must hold that already. */
    CompletionStage<Void> open(int partition, int symbolId, String migrationId, long epoch);

    /** Drops what was staged. Does nothing if there is nothing, or if it was opened. */
    CompletionStage<Void> discard(int partition, int symbolId, String migrationId);
}
