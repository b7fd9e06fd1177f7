package io.gantry.simulator.trade;

import io.gantry.engine.api.partition.FrameSink;
import java.nio.ByteBuffer;

/** A worker as clients reach it. What is called while the process is dead is lost. */
public interface Door {

    /** Its name. */
    String worker();

    /** Differs from one run of its process to the next; 0 while it is dead. */
    long incarnation();

    /** A client is there. */
    void connected(long connection, FrameSink sink);

    /** A message of a client. */
    void received(long connection, ByteBuffer message);

    /** A client is gone. */
    void disconnected(long connection);

    /** Something that leaves for a client, before it is on its way. */
    void gaveOut(long connection, byte[] message);

    /** Does something in the process, once it gets to it, if it still lives then. */
    void inProcess(long incarnation, Runnable action);
}
