package io.gantry.partition;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.agrona.concurrent.SystemNanoClock;
import org.agrona.concurrent.YieldingIdleStrategy;

/** Settings and ports for tests: everything as small as it may be. */
final class RigSettings {

    static final int SMALLEST_RING = 1 << 16;
    static final int TAKEOVER_MILLIS = 700;
    static final int SHRINK_MILLIS = 500;

    /** No symbol is anywhere. */
    static final Router NO_ROUTES = () -> new RouteTable("w1", OwnerTable.EMPTY, List.of());

    private RigSettings() {}

    static PartitionSettings of(Durability durability) {
        return of(durability, 1024, 1 << 30);
    }

    static PartitionSettings of(Durability durability, int retainedEvents, long snapshotBytes) {
        return of(durability, SMALLEST_RING, SMALLEST_RING, retainedEvents, snapshotBytes);
    }

    static PartitionSettings of(
            Durability durability, int outboundBytes, int windowBytes, int retainedEvents, long snapshotBytes) {
        return new PartitionSettings(
                SMALLEST_RING,
                outboundBytes,
                retainedEvents,
                16,
                1000,
                durability,
                ReplicaTimes.of(TAKEOVER_MILLIS, SHRINK_MILLIS),
                windowBytes,
                snapshotBytes);
    }

    /** Of a replica that has no others, with real clocks; for tests with threads. */
    static PartitionPorts alone(int partition, JournalFactory journals, BookSource books, RigRegister register) {
        return new PartitionPorts(
                Path.of("partition-" + partition),
                journals,
                books,
                NO_ROUTES,
                (worker, message) -> {
                    throw new AssertionError("there is no worker " + worker);
                },
                register.of("w1"),
                new SystemEpochNanoClock(),
                SystemNanoClock.INSTANCE,
                Runnable::run,
                new YieldingIdleStrategy(),
                ReplicaObserver.NONE);
    }
}
