package io.gantry.transport;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;

/** What a connection's messages mean. Called on the connection's I/O thread only. */
interface Session {

    /**
     * Takes one message.
     *
     * @param frame the message, from position to limit; valid during the call
     * @param view the same bytes, from 0
     * @param length how many
     * @throws ProtocolViolation to end the connection with a reason
     */
    void message(ByteBuffer frame, DirectBuffer view, int length);

    /** The connection is gone. */
    void closed();
}
