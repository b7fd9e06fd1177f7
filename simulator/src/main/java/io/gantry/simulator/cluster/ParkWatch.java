package io.gantry.simulator.cluster;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/** Looks whether what waits behind the gates of a process waits too long. */
final class ParkWatch {

    private static final long MILLI = 1_000_000;
    /** A partition looks every 5 ms, and its lane and clock may be a little late. */
    private static final long LATE_NANOS = 15 * MILLI;

    private final long mostNanos;
    private IdentityHashMap<OrderCommand, Long> since = new IdentityHashMap<>();

    ParkWatch(long parkNanos) {
        mostNanos = parkNanos + LATE_NANOS;
    }

    /** What waits may wait as long as if it had just come. */
    void restart() {
        since.clear();
    }

    /** All that waits in the process at this time. What is wrong with it, if something is. */
    Optional<Violation> see(String worker, List<OrderCommand> waiting, long nowNanos) {
        IdentityHashMap<OrderCommand, Long> still = new IdentityHashMap<>();
        List<OrderCommand> late = new ArrayList<>();
        for (OrderCommand command : waiting) {
            long from = since.getOrDefault(command, nowNanos);
            still.put(command, from);
            if (nowNanos - from > mostNanos) {
                late.add(command);
            }
        }
        since = still;
        return late.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Violation("I12", worker + " has had this wait behind a gate for too long: " + late.get(0)));
    }
}
