package io.gantry.partition;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.RouteCache;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One partition's record in the cluster's register. Asks on a thread that may block, and tells every worker's routes what changed. */
final class RegisterLink implements ReplicaRegister {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterLink.class);

    private final int partition;
    private final OwnerRegister register;
    private final RouteCache routes;
    private final Executor asking;

    RegisterLink(int partition, OwnerRegister register, RouteCache routes, Executor asking) {
        this.partition = partition;
        this.register = register;
        this.routes = routes;
        this.asking = asking;
    }

    @Override
    public void read(Consumer<Reading> answer) {
        ask(() -> {
            try {
                answer.accept(new Reading(true, register.read().partition(partition)));
            } catch (RegisterException unreachable) {
                LOG.warn("partition {}: the register does not answer: {}", partition, unreachable.getMessage());
                answer.accept(Reading.UNKNOWN);
            }
        });
    }

    @Override
    public void compareAndSet(Optional<PartitionOwner> expected, PartitionOwner next, Consumer<Outcome> answer) {
        ask(() -> {
            try {
                answer.accept(replace(expected, next));
            } catch (RegisterException unreachable) {
                LOG.warn(
                        "partition {}: nobody knows whether the register took version {}: {}",
                        partition,
                        next.version(),
                        unreachable.getMessage());
                answer.accept(Outcome.UNKNOWN);
            }
        });
    }

    private Outcome replace(Optional<PartitionOwner> expected, PartitionOwner next) {
        while (true) {
            OwnerTable table = register.read();
            if (!table.partition(partition).equals(expected)) {
                return Outcome.REFUSED;
            }
            OwnerTable changed = table.with(next);
            // What else changed the table meanwhile is another partition's or a symbol's business.
            if (register.compareAndSet(table, changed)) {
                publish(changed);
                return Outcome.CHANGED;
            }
        }
    }

    /** Routes are a cache: if they cannot be told now, the workers that are asked in vain tell. */
    private void publish(OwnerTable changed) {
        try {
            routes.publish(changed);
        } catch (RuntimeException later) {
            LOG.warn("partition {}: the routes could not be told of version {}", partition, changed.version(), later);
        }
    }

    private void ask(Runnable question) {
        try {
            asking.execute(question);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("partition {}: stopping, the register is not asked any more", partition);
        }
    }
}
