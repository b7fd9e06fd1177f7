package io.gantry.router;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import java.util.function.Consumer;

/** The register of a worker on its own: in memory, empty at first; the journals of the partitions bring ownership back. Thread-safe. */
final class LocalRegister implements OwnerRegister {

    private final Consumer<OwnerTable> changed;
    private OwnerTable table = OwnerTable.EMPTY;

    /** @param changed hears every new table, in order; must not block */
    LocalRegister(Consumer<OwnerTable> changed) {
        this.changed = changed;
    }

    @Override
    public synchronized OwnerTable read() {
        return table;
    }

    @Override
    public synchronized boolean compareAndSet(OwnerTable expected, OwnerTable next) {
        if (next.version() <= expected.version()) {
            throw new IllegalArgumentException(
                    "register version must rise, from " + expected.version() + " to " + next.version());
        }
        if (!table.equals(expected)) {
            return false;
        }
        table = next;
        changed.accept(next);
        return true;
    }
}
