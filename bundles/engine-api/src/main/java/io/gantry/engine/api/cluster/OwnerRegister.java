package io.gantry.engine.api.cluster;

import java.util.function.UnaryOperator;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The linearizable record of who owns what. Ownership changes here, by one compare-and-set, and nowhere else. Methods
 * block for as long as agreement takes; never call them on a matching thread.
 */
@ProviderType
public interface OwnerRegister {

    /**
     * The newest table.
     *
     * @throws RegisterException if it cannot be read now
     */
    OwnerTable read();

    /**
     * Replaces the table if it still is the expected one.
     *
     * @return whether it was replaced
     * @throws RegisterException with {@link RegisterException#isInDoubt()} telling whether the change may have happened; then read before acting
     */
    boolean compareAndSet(OwnerTable expected, OwnerTable next);

    /** Who keeps the register, as last seen. Does not block. */
    default RegisterKeepers keepers() {
        return RegisterKeepers.ONE;
    }

    /**
     * Reads, changes and tries again until it holds. The change may run several times, and returns the table it was given if there is
     * nothing to do; what it throws is passed on.
     *
     * @return the table that holds the change
     */
    default OwnerTable update(UnaryOperator<OwnerTable> change) {
        while (true) {
            OwnerTable current = read();
            OwnerTable next = change.apply(current);
            if (next == current || compareAndSet(current, next)) {
                return next;
            }
        }
    }
}
