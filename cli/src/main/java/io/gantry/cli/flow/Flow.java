package io.gantry.cli.flow;

import java.util.List;

/**
 * A finite, deterministic stream of commands over some symbols. Iterating twice gives equal commands, and only what
 * is asked for is made. Immutable; each cursor belongs to one thread.
 *
 * <p>A driver that wants what the flow means keeps the order of the commands of one symbol. Per session that order is
 * kept by the client; flows whose meaning depends on it across sessions use one session only.
 */
public interface Flow extends Iterable<FlowCommand> {

    /** The symbols traded, busiest first; {@link FlowCommand#symbol()} is an index into it. */
    List<FlowSymbol> symbols();

    /** How many sessions send the commands, at least 1. */
    int sessions();

    /** How many commands there are. */
    long commands();

    /** What the flow is made of. */
    FlowStatistics statistics();

    /**
     * Starts from the first command. Close the cursor unless it is read to its end.
     *
     * @throws FlowException if a file behind the flow cannot be read any more
     */
    @Override
    FlowCursor iterator();
}
