package io.gantry.simulator.trade;

import io.gantry.engine.api.order.OrderCommand;

/**
 * A command that a client is going to send.
 *
 * @param command as it is to be sent, but for {@code follows} and {@code ackedBelow}
 * @param notBeforeNanos when, at the earliest
 * @param ackLag how many answered requests the client says that it still needs the answers to
 * @param probe what else it does with it
 */
public record PlannedCommand(OrderCommand command, long notBeforeNanos, int ackLag, Probe probe) {

    @Override
    public String toString() {
        return command + (probe == Probe.NONE ? "" : ", " + probe);
    }
}
