package io.gantry.migration;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RegisterException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** A register in memory that fails as it is told to: call by call, in the order of the calls. */
final class FakeRegister implements OwnerRegister {

    /** What becomes of one compare-and-set: gets the register's table and the wanted one. */
    interface Fate {
        boolean decide(FakeRegister register, OwnerTable expected, OwnerTable next);
    }

    static final Fate FAIR = FakeRegister::swap;
    static final Fate IN_DOUBT_AND_DONE = (register, expected, next) -> {
        register.swap(expected, next);
        throw new RegisterException("no answer", true, null);
    };
    static final Fate IN_DOUBT_AND_NOT_DONE = (register, expected, next) -> {
        throw new RegisterException("no answer", true, null);
    };
    static final Fate UNREACHABLE = (register, expected, next) -> {
        throw new RegisterException("no leader", false, null);
    };

    private final Deque<Fate> fates = new ArrayDeque<>();
    private final Deque<Runnable> beforeReads = new ArrayDeque<>();
    private OwnerTable table;
    private int failingReads;
    private int reads;

    FakeRegister(OwnerTable table) {
        this.table = table;
    }

    /** Fates of the next compare-and-sets; after them all are fair. */
    synchronized void next(Fate... next) {
        fates.addAll(List.of(next));
    }

    /** A lost race: somebody else's change comes first. */
    static Fate after(UnaryOperator<OwnerTable> rival) {
        return (register, expected, next) -> {
            register.table = rival.apply(register.table);
            return register.swap(expected, next);
        };
    }

    /** So many reads fail. */
    synchronized void failReads(int count) {
        failingReads = count;
    }

    /** Runs before a later read, one per read. */
    synchronized void beforeNextRead(Runnable action) {
        beforeReads.add(action);
    }

    synchronized void set(OwnerTable next) {
        table = next;
    }

    synchronized OwnerTable table() {
        return table;
    }

    synchronized int reads() {
        return reads;
    }

    @Override
    public synchronized OwnerTable read() {
        reads++;
        if (!beforeReads.isEmpty()) {
            beforeReads.remove().run();
        }
        if (failingReads > 0) {
            failingReads--;
            throw new RegisterException("no leader", false, null);
        }
        return table;
    }

    @Override
    public synchronized boolean compareAndSet(OwnerTable expected, OwnerTable next) {
        Fate fate = fates.isEmpty() ? FAIR : fates.remove();
        return fate.decide(this, expected, next);
    }

    private boolean swap(OwnerTable expected, OwnerTable next) {
        if (!table.equals(expected)) {
            return false;
        }
        table = next;
        return true;
    }
}
