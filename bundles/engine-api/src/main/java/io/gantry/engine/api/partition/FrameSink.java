package io.gantry.engine.api.partition;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ProviderType;

/** A connection's way out. Called by the egress thread. */
@ProviderType
public interface FrameSink {

    /** Whether a message would be taken now: false while what waits to be sent is above the connection's limit. */
    boolean isWritable();

    /** Queues a copy of one SBE message (without length prefix). Never blocks. */
    void send(ByteBuffer message);

    /** Starts sending what is queued. */
    void flush();

    /** Gives the connection up, telling the client why. */
    void close(String reason);
}
