package io.gantry.migration;

import io.gantry.engine.api.cluster.Peers;
import java.nio.ByteBuffer;

/** Peers that are called and never told anything, which is all that moves do. */
@FunctionalInterface
interface CallablePeers extends Peers {

    @Override
    default void tell(String worker, String service, ByteBuffer message) {
        throw new UnsupportedOperationException("a move tells nothing");
    }
}
