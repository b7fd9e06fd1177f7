package io.gantry.partition;

import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.routing.Router;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NanoClock;

/**
 * All that one replica of a partition has of the world: it has no clock, no thread, no file, no socket and no randomness but these.
 *
 * @param directory of its journal
 * @param journals opens it
 * @param books makes books
 * @param router says where symbols are, for redirects
 * @param network to the other replicas
 * @param register who is the primary
 * @param clock nanoseconds since 1970: when a command is sequenced
 * @param timer nanoseconds since some time, that never jump: how long something takes
 * @param background runs what blocks for the disk: reading the log and snapshots for others
 * @param egressWait what a lane does while the egress has to make room: in a worker it pauses, in a simulation it runs the egress
 * @param observer hears where the replica is
 */
public record PartitionPorts(
        Path directory,
        JournalFactory journals,
        BookSource books,
        Router router,
        ReplicaNetwork network,
        ReplicaRegister register,
        EpochNanoClock clock,
        NanoClock timer,
        Executor background,
        IdleStrategy egressWait,
        ReplicaObserver observer) {}
