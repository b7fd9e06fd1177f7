package io.gantry.partition;

import io.gantry.engine.api.cluster.PartitionOwner;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.CompositeAgent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A matching thread and the partitions that it drives. Sleeps when none of them has anything to do, and is woken by whatever comes for one of them. */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final List<Agent> agents = new ArrayList<>();
    private final Wakeable idle;
    private Optional<AgentRunner> runner = Optional.empty();

    Lane(long maxIdleNanos, long wakeIntervalNanos) {
        idle = new Wakeable(maxIdleNanos, wakeIntervalNanos);
    }

    void add(Partition partition) {
        agents.add(partition.agent());
    }

    void wake() {
        idle.wake();
    }

    /** The same ports, whose answers wake this lane. */
    PartitionPorts waking(PartitionPorts ports) {
        Executor background = task -> ports.background().execute(() -> {
            task.run();
            wake();
        });
        return new PartitionPorts(
                ports.directory(),
                ports.journals(),
                ports.books(),
                ports.router(),
                ports.network(),
                new WakingRegister(ports.register()),
                ports.clock(),
                ports.timer(),
                background,
                ports.egressWait(),
                ports.observer());
    }

    void start() {
        AgentRunner running =
                new AgentRunner(idle, failure -> LOG.error("lane thread", failure), null, new CompositeAgent(agents));
        runner = Optional.of(running);
        AgentRunner.startOnThread(running);
    }

    void close() {
        runner.ifPresent(AgentRunner::close);
    }

    private final class WakingRegister implements ReplicaRegister {

        private final ReplicaRegister register;

        WakingRegister(ReplicaRegister register) {
            this.register = register;
        }

        @Override
        public void read(Consumer<Reading> answer) {
            register.read(reading -> {
                answer.accept(reading);
                wake();
            });
        }

        @Override
        public void compareAndSet(Optional<PartitionOwner> expected, PartitionOwner next, Consumer<Outcome> answer) {
            register.compareAndSet(expected, next, outcome -> {
                answer.accept(outcome);
                wake();
            });
        }
    }
}
