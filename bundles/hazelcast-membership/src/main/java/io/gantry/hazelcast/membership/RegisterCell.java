package io.gantry.hazelcast.membership;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One linearizable place for bytes. Any thread, no blocking. */
interface RegisterCell {

    /** What it holds, empty if nothing was ever put. */
    CompletableFuture<Optional<byte[]>> get();

    /**
     * Replaces the content if it still is the expected one. If this fails, it may have happened all the same.
     *
     * @param expected empty if nothing was ever put
     */
    CompletableFuture<Boolean> compareAndSet(Optional<byte[]> expected, byte[] next);

    /** Whether a call would be sent at all. */
    boolean isOpen();
}
