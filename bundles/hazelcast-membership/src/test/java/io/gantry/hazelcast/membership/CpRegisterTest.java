package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.hazelcast.core.IndeterminateOperationStateException;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.order.Instrument;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CpRegisterTest {

    private static final PartitionOwner ONE = new PartitionOwner(1, "w1", 1);
    private static final OwnerTable FIRST = OwnerTable.EMPTY.with(ONE);

    private final Cell cell = new Cell();
    private final CpRegister register = new CpRegister(cell, 100);

    @Test
    void shouldBeEmptyUntilTheFirstChange() {
        assertThat(register.read()).isEqualTo(OwnerTable.EMPTY);

        assertThat(register.compareAndSet(OwnerTable.EMPTY, FIRST)).isTrue();

        assertThat(register.read()).isEqualTo(FIRST);
        assertThat(register.compareAndSet(OwnerTable.EMPTY, FIRST)).isFalse();
    }

    @Test
    void shouldRefuseWhenTheVersionDoesNotRise() {
        assertThatThrownBy(() -> register.compareAndSet(FIRST, FIRST)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldBeInDoubtWhenAWriteGetsNoAnswerInTime() {
        cell.answer = () -> new CompletableFuture<>();

        RegisterException failure = failureOf(() -> register.compareAndSet(OwnerTable.EMPTY, FIRST));

        assertThat(failure.isInDoubt()).isTrue();
        assertThat(failure)
                .hasMessage("cannot change the register from version 0 to 1: no answer within 100 ms; it may have been"
                        + " applied");
    }

    @Test
    void shouldBeInDoubtWhenTheLeaderDiedOverAWrite() {
        cell.answer = () -> CompletableFuture.failedFuture(new IndeterminateOperationStateException("leader left"));

        assertThat(failureOf(() -> register.compareAndSet(OwnerTable.EMPTY, FIRST))
                        .isInDoubt())
                .isTrue();
    }

    @Test
    void shouldNotBeInDoubtWhenAReadFails() {
        cell.readFails = true;

        assertThat(failureOf(register::read).isInDoubt()).isFalse();
    }

    @Test
    void shouldNotBeInDoubtWhenNothingWasSent() {
        cell.open = false;

        assertThat(failureOf(() -> register.compareAndSet(OwnerTable.EMPTY, FIRST))
                        .isInDoubt())
                .isFalse();
    }

    @Test
    void shouldSayWhatDoesNotFitWhenTheTableIsTooLarge() {
        OwnerTable large = OwnerTable.EMPTY.with(IntStream.rangeClosed(1, 65_535)
                .mapToObj(i -> new SymbolOwner(new Instrument("S" + i, i, 2, 1, 1), 1, 1, ""))
                .toList());

        RegisterException failure = failureOf(() -> register.compareAndSet(OwnerTable.EMPTY, large));

        assertThat(failure.isInDoubt()).isFalse();
        assertThat(failure).hasMessageEndingWith("the register can hold 65534 symbols, not 65535");
    }

    @Test
    void shouldSayWhatItIsWhenTheContentCannotBeRead() {
        cell.content = Optional.of(new byte[] {1, 2, 3});

        assertThat(failureOf(register::read)).hasMessageContaining("not an owner table");
    }

    @Test
    void shouldKeepTheInterruptWhenInterruptedWhileWaiting() {
        cell.answer = () -> new CompletableFuture<>();
        Thread.currentThread().interrupt();

        RegisterException failure = failureOf(() -> register.compareAndSet(OwnerTable.EMPTY, FIRST));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(failure.isInDoubt()).isTrue();
    }

    @Test
    void shouldFindOutByReadingWhenADoubtfulUpdateWasApplied() {
        cell.answer = () -> {
            cell.content = Optional.of(OwnerTableCodec.encode(FIRST));
            cell.answer = null;
            return CompletableFuture.failedFuture(new IndeterminateOperationStateException("leader left"));
        };

        assertThat(register.update(table -> table.with(ONE))).isEqualTo(FIRST);
        assertThat(register.read()).isEqualTo(FIRST);
    }

    @Test
    void shouldTryAgainWhenADoubtfulUpdateWasNotApplied() {
        cell.answer = () -> {
            cell.answer = null;
            return CompletableFuture.failedFuture(new IndeterminateOperationStateException("leader left"));
        };

        assertThat(register.update(table -> table.with(ONE))).isEqualTo(FIRST);
        assertThat(register.read()).isEqualTo(FIRST);
    }

    @Test
    void shouldRefuseALateWriteWhenWhatItExpectedCameBackUnderAnotherVersion() {
        PartitionOwner one = new PartitionOwner(1, "w1", 1, 1, List.of("w1"));
        register.compareAndSet(OwnerTable.EMPTY, OwnerTable.EMPTY.with(one));
        OwnerTable begin = register.read();
        OwnerTable late = begin.with(one.takenBy("w1"));
        PartitionOwner grown = one.withInSync(List.of("w1", "w2"));
        OwnerTable grownTable = begin.with(grown);
        OwnerTable shrunkTable = grownTable.with(grown.withInSync(List.of("w1")));
        assertThat(register.compareAndSet(begin, grownTable)).isTrue();
        assertThat(register.compareAndSet(grownTable, shrunkTable)).isTrue();

        assertThat(register.compareAndSet(begin, late)).isFalse();
        assertThat(register.read()).isEqualTo(shrunkTable);
    }

    @Test
    void shouldStayInDoubtWhenADoubtfulUpdateCannotBeReadEither() {
        cell.answer = () -> {
            cell.readFails = true;
            return CompletableFuture.failedFuture(new IndeterminateOperationStateException("leader left"));
        };

        assertThat(failureOf(() -> register.update(table -> table.with(ONE))).isInDoubt())
                .isTrue();
    }

    private static RegisterException failureOf(Runnable call) {
        return catchThrowableOfType(RegisterException.class, call::run);
    }

    /** A cell in memory that fails on demand. */
    private static final class Cell implements RegisterCell {

        private Optional<byte[]> content = Optional.empty();
        private Supplier<CompletableFuture<Boolean>> answer;
        private boolean readFails;
        private boolean open = true;

        @Override
        public CompletableFuture<Optional<byte[]>> get() {
            return readFails
                    ? CompletableFuture.failedFuture(new IllegalStateException("no majority"))
                    : CompletableFuture.completedFuture(content);
        }

        @Override
        public CompletableFuture<Boolean> compareAndSet(Optional<byte[]> expected, byte[] next) {
            if (answer != null) {
                return answer.get();
            }
            boolean same = Arrays.equals(expected.orElse(null), content.orElse(null));
            if (same) {
                content = Optional.of(next);
            }
            return CompletableFuture.completedFuture(same);
        }

        @Override
        public boolean isOpen() {
            return open;
        }
    }
}
