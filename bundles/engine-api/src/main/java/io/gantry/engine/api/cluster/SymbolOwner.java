package io.gantry.engine.api.cluster;

import io.gantry.engine.api.order.Instrument;

/**
 * Which partition a symbol is in. Owner and running migration stand in one record, so that taking ownership and giving
 * a migration up are rival updates of the same thing, of which one wins.
 *
 * @param instrument the symbol
 * @param partition its partition
 * @param epoch 1 when listed; rises by one with every change of partition
 * @param migrationId the migration under way, empty if none
 */
public record SymbolOwner(Instrument instrument, int partition, long epoch, String migrationId) {

    /** {@link #migrationId} of a symbol that is not moving. */
    public static final String NO_MIGRATION = "";

    public SymbolOwner {
        if (partition < 1 || partition > PartitionOwner.MAX_PARTITION) {
            throw new IllegalArgumentException("symbol " + instrument.symbol() + ": partition " + partition
                    + " not in 1.." + PartitionOwner.MAX_PARTITION);
        }
        if (epoch < 1) {
            throw new IllegalArgumentException(
                    "symbol " + instrument.symbol() + ": epoch " + epoch + " is not above zero");
        }
    }

    /** The symbol's name. */
    public String symbol() {
        return instrument.symbol();
    }

    /** Whether a migration is under way. */
    public boolean isMoving() {
        return !migrationId.isEmpty();
    }

    /** The same owner, with a migration under way. */
    public SymbolOwner withMigration(String id) {
        return new SymbolOwner(instrument, partition, epoch, id);
    }

    /** The owner after a move: next epoch, no migration. */
    public SymbolOwner movedTo(int target) {
        return new SymbolOwner(instrument, target, epoch + 1, NO_MIGRATION);
    }
}
