package io.gantry.cli.flow;

import java.util.Iterator;

/** A place in a flow. Lets go of what it holds open when it is read to its end or closed; closing twice is harmless. */
public interface FlowCursor extends Iterator<FlowCommand>, AutoCloseable {

    @Override
    void close();
}
