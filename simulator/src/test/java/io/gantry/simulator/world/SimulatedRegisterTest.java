package io.gantry.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.partition.ReplicaRegister;
import io.gantry.partition.ReplicaRegister.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedRegisterTest {

    private static final int SEEDS = 300;

    private final List<PartitionOwner> changes = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    private void run(long seed, RegisterManners manners) {
        Schedule schedule = new Schedule();
        changes.clear();
        outcomes.clear();
        RegisterWatcher watcher = new RegisterWatcher() {
            @Override
            public void changed(Optional<PartitionOwner> before, PartitionOwner after) {
                changes.add(after);
            }

            @Override
            public void forgotten() {}
        };
        SimulatedRegister register =
                new SimulatedRegister(schedule, new Dice(seed), Trace.silent(schedule), new Tally(), watcher);
        register.behave(manners);
        ReplicaRegister port = register.port(1, Runnable::run);
        port.compareAndSet(Optional.empty(), new PartitionOwner(1, "w1", 1), outcomes::add);
        port.compareAndSet(Optional.empty(), new PartitionOwner(1, "w2", 1), outcomes::add);
        while (schedule.step()) {
            // until nothing is under way
        }
    }

    @Test
    void shouldLetOneOfTwoWinWhenBothExpectTheSame() {
        run(1, RegisterManners.GOOD);

        assertThat(changes).hasSize(1);
        assertThat(outcomes).containsExactlyInAnyOrder(Outcome.CHANGED, Outcome.REFUSED);
    }

    @Test
    void shouldNeverAnswerWhatIsNotSoWhenItBehavesBadly() {
        int unknownAndDone = 0;
        int unknownAndNotDone = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            run(seed, RegisterManners.BAD);

            assertThat(changes).as("seed " + seed).hasSizeLessThanOrEqualTo(1);
            if (outcomes.contains(Outcome.CHANGED)) {
                assertThat(changes).as("seed " + seed).hasSize(1);
            }
            boolean isUnknown = outcomes.contains(Outcome.UNKNOWN) && !outcomes.contains(Outcome.CHANGED);
            unknownAndDone += isUnknown && !changes.isEmpty() ? 1 : 0;
            unknownAndNotDone += isUnknown && changes.isEmpty() ? 1 : 0;
        }
        assertThat(unknownAndDone).isPositive();
        assertThat(unknownAndNotDone).isPositive();
    }
}
