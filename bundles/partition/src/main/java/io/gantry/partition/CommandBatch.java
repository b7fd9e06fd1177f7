package io.gantry.partition;

import io.gantry.engine.api.order.OrderCommand;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Commands taken out of a partition's inbound ring and not executed yet: a few at a time, so that books can be told ahead which orders they
 * will be asked for. Of the lane, but for {@link #isHolding}. Hot path.
 */
final class CommandBatch {

    /** So many fit. Enough for the memory accesses of one command to overlap with those of the next ones. */
    static final int SIZE = 16;

    private final OrderCommand[] commands = new OrderCommand[SIZE];
    private final long[] connections = new long[SIZE];
    private final AtomicBoolean holding = new AtomicBoolean();
    private int next;
    private int end;

    CommandBatch() {
        for (int i = 0; i < SIZE; i++) {
            commands[i] = new OrderCommand();
        }
    }

    boolean isEmpty() {
        return next == end;
    }

    /** Whether something was taken out of the ring that is not executed yet. Any thread. */
    boolean isHolding() {
        return holding.get();
    }

    /** The holder for a further command; {@link #add} takes it in. Only after {@link #clear}, and not more than {@link #SIZE} times. */
    OrderCommand holder() {
        return commands[end];
    }

    /** Takes in what is in the holder. */
    void add(long connectionId) {
        connections[end++] = connectionId;
        if (end == 1) {
            // Before the ring forgets the command: who looks at both sees it in one of them.
            holding.lazySet(true);
        }
    }

    /**
     * Executes what is left.
     *
     * @return whether all is executed; else the log has no room, and this is to be called again
     */
    boolean execute(PartitionCore core, long nowNanos) {
        if (next == 0 && end > 1) {
            for (int i = 1; i < end; i++) {
                core.expect(commands[i]);
            }
        }
        while (next < end) {
            if (!core.command(connections[next], commands[next], nowNanos)) {
                return false;
            }
            next++;
        }
        return true;
    }

    /** This replica sequences nothing now: answers what is left so. */
    boolean refuse(PartitionCore core) {
        while (next < end) {
            core.notPrimary(connections[next], commands[next]);
            next++;
        }
        return true;
    }

    /** Makes room, when all is executed. */
    void clear() {
        next = 0;
        end = 0;
        holding.lazySet(false);
    }
}
