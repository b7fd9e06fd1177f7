package io.gantry.migration;

import io.gantry.engine.api.cluster.MigrationLocks;
import io.gantry.engine.api.cluster.MigrationLocks.Lease;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.migration.PlanRefusedException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The locks of all symbols of one move, or none. Taken and given back by one thread. They keep operators apart; they decide nothing. */
final class SymbolLocks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SymbolLocks.class);

    private static final String PREFIX = "symbol-";

    private final Deque<Lease> held = new ArrayDeque<>();

    private SymbolLocks() {}

    /**
     * @throws PlanRefusedException if one of them is taken, or none can be had now; none is held then
     */
    static SymbolLocks take(MigrationLocks locks, Collection<String> symbols) {
        SymbolLocks taken = new SymbolLocks();
        try {
            // In one order everywhere, so that two moves with common symbols do not each hold half of them.
            for (String symbol : new TreeSet<>(symbols)) {
                Optional<Lease> lease = locks.tryLock(PREFIX + symbol);
                taken.held.push(lease.orElseThrow(() -> new PlanRefusedException(
                        "another coordinator holds symbol " + symbol + "; ask again when its migration has ended")));
            }
            return taken;
        } catch (RegisterException silent) {
            taken.close();
            throw new PlanRefusedException("the locks cannot be had now: " + StepFailure.words(silent), silent);
        } catch (RuntimeException failure) {
            taken.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        while (!held.isEmpty()) {
            try {
                held.pop().close();
            } catch (RuntimeException failure) {
                LOG.warn(
                        "a migration's lock was not given back; it ends with its session: {}",
                        StepFailure.words(failure));
            }
        }
    }
}
