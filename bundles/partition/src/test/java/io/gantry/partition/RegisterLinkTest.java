package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.partition.ReplicaRegister.Outcome;
import io.gantry.partition.ReplicaRegister.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class RegisterLinkTest {

    private static final PartitionOwner FIRST = new PartitionOwner(1, "w1", 1);
    private static final PartitionOwner OTHER_PARTITION = new PartitionOwner(2, "w2", 1);

    private final Register register = new Register();
    private final Routes routes = new Routes();
    private final RegisterLink link = new RegisterLink(1, register, routes, Runnable::run);
    private final List<Reading> readings = new ArrayList<>();
    private final List<Outcome> outcomes = new ArrayList<>();

    @Test
    void shouldReadThePartitionsOwnRecordOnly() {
        register.table = OwnerTable.EMPTY.with(OTHER_PARTITION);
        link.read(readings::add);
        register.table = register.table.with(FIRST);
        link.read(readings::add);

        assertThat(readings)
                .containsExactly(new Reading(true, Optional.empty()), new Reading(true, Optional.of(FIRST)));
    }

    @Test
    void shouldSayThatNothingIsKnownWhenTheRegisterDoesNotAnswer() {
        register.isDown = true;

        link.read(readings::add);
        link.compareAndSet(Optional.empty(), FIRST, outcomes::add);

        assertThat(readings).containsExactly(Reading.UNKNOWN);
        assertThat(outcomes).containsExactly(Outcome.UNKNOWN);
    }

    @Test
    void shouldTellTheRoutesWhenTheRecordWasChanged() {
        link.compareAndSet(Optional.empty(), FIRST, outcomes::add);

        assertThat(outcomes).containsExactly(Outcome.CHANGED);
        assertThat(register.table.partition(1)).contains(FIRST);
        assertThat(routes.published).containsExactly(register.table);
    }

    @Test
    void shouldChangeNothingWhenAnotherRecordIsThere() {
        PartitionOwner second = FIRST.takenBy("w1");
        register.table = OwnerTable.EMPTY.with(FIRST);

        link.compareAndSet(Optional.empty(), FIRST, outcomes::add);
        link.compareAndSet(Optional.of(second), second.takenBy("w1"), outcomes::add);

        assertThat(outcomes).containsExactly(Outcome.REFUSED, Outcome.REFUSED);
        assertThat(register.table.partition(1)).contains(FIRST);
        assertThat(routes.published).isEmpty();
    }

    @Test
    void shouldTryAgainWhenOnlyAnotherPartitionsRecordChangedMeanwhile() {
        register.beforeNextChange = () -> register.table = register.table.with(OTHER_PARTITION);

        link.compareAndSet(Optional.empty(), FIRST, outcomes::add);

        assertThat(outcomes).containsExactly(Outcome.CHANGED);
        assertThat(register.table.partitions()).containsOnlyKeys(1, 2);
    }

    @Test
    void shouldRefuseWhenTheRecordItselfChangedMeanwhile() {
        PartitionOwner faster = new PartitionOwner(1, "w3", 1);
        register.beforeNextChange = () -> register.table = register.table.with(faster);

        link.compareAndSet(Optional.empty(), FIRST, outcomes::add);

        assertThat(outcomes).containsExactly(Outcome.REFUSED);
        assertThat(register.table.partition(1)).contains(faster);
    }

    @Test
    void shouldHaveChangedTheRecordWhenTheRoutesCannotBeTold() {
        routes.isDown = true;

        link.compareAndSet(Optional.empty(), FIRST, outcomes::add);

        assertThat(outcomes).containsExactly(Outcome.CHANGED);
    }

    @Test
    void shouldAnswerNothingWhenItsThreadHasStopped() {
        RegisterLink stopped = new RegisterLink(1, register, routes, question -> {
            throw new RejectedExecutionException();
        });

        stopped.read(readings::add);

        assertThat(readings).isEmpty();
    }

    private static final class Register implements OwnerRegister {

        private OwnerTable table = OwnerTable.EMPTY;
        private boolean isDown;
        private Runnable beforeNextChange = () -> {};

        @Override
        public OwnerTable read() {
            requireUp();
            return table;
        }

        @Override
        public boolean compareAndSet(OwnerTable expected, OwnerTable next) {
            requireUp();
            Runnable before = beforeNextChange;
            beforeNextChange = () -> {};
            before.run();
            if (!table.equals(expected)) {
                return false;
            }
            table = next;
            return true;
        }

        private void requireUp() {
            if (isDown) {
                throw new RegisterException("it is down", true, new IllegalStateException("for the test"));
            }
        }
    }

    private static final class Routes implements RouteCache {

        private final List<OwnerTable> published = new ArrayList<>();
        private boolean isDown;

        @Override
        public OwnerTable current() {
            return OwnerTable.EMPTY;
        }

        @Override
        public void publish(OwnerTable table) {
            if (isDown) {
                throw new IllegalStateException("down for the test");
            }
            published.add(table);
        }
    }
}
