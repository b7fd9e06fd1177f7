package io.gantry.migration;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.partition.ImportSide;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes away claims that nobody holds: on symbols of this worker's partitions, of migrations that this coordinator does not run. Their coordinator
 * died before the switch, or the register did not answer when it gave up. Either way the source is still the owner, so they are rolled back by definition.
 */
final class ClaimSweeper implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimSweeper.class);

    private static final long CLEAN_UP_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final Cluster cluster;
    private final Ends local;
    private final Function<String, ImportSide> importSideOf;
    private final Predicate<String> isRunning;
    private final MigrationTime time;

    private boolean complained;
    private List<SymbolOwner> doubtful = List.of();

    /**
     * @param importSideOf by name of worker
     * @param isRunning by migration id; asked after the register was read, so that a claim whose migration ended meanwhile makes the change fail, no more
     */
    ClaimSweeper(
            Cluster cluster,
            Ends local,
            Function<String, ImportSide> importSideOf,
            Predicate<String> isRunning,
            MigrationTime time) {
        this.cluster = cluster;
        this.local = local;
        this.importSideOf = importSideOf;
        this.isRunning = isRunning;
        this.time = time;
    }

    /** Looks once. Throws nothing: what did not work is tried at the next look. */
    @Override
    public void run() {
        try {
            OwnerTable owners = cluster.register().read();
            List<SymbolOwner> left = owners.symbols().values().stream()
                    .filter(owner -> isLeft(owners, owner))
                    .toList();
            cleanUpDoubtful(owners);
            if (!left.isEmpty()) {
                sweep(owners, left);
            }
            complained = false;
        } catch (RuntimeException failure) {
            if (!complained) {
                LOG.warn("cannot look for claims left behind, and will try again: {}", StepFailure.words(failure));
                complained = true;
            }
        }
    }

    private boolean isLeft(OwnerTable owners, SymbolOwner owner) {
        return owner.isMoving()
                && owners.partition(owner.partition())
                        .filter(partition -> partition.worker().equals(cluster.self()))
                        .isPresent()
                && !isRunning.test(owner.migrationId());
    }

    private void sweep(OwnerTable owners, List<SymbolOwner> left) {
        OwnerTable next = owners.with(left.stream()
                .map(owner -> owner.withMigration(SymbolOwner.NO_MIGRATION))
                .toList());
        doubtful = left;
        boolean swept = cluster.register().compareAndSet(owners, next);
        doubtful = List.of();
        if (!swept) {
            return;
        }
        for (SymbolOwner owner : left) {
            LOG.warn(
                    "migration {} of {} was left behind before its switch: rolled back, partition {} stays the owner",
                    owner.migrationId(),
                    owner.symbol(),
                    owner.partition());
            cleanUp(owners, owner);
        }
    }

    /** Claims whose removal got no answer last time, and which turn out to be gone from symbols that did not move. */
    private void cleanUpDoubtful(OwnerTable owners) {
        List<SymbolOwner> last = doubtful;
        doubtful = List.of();
        for (SymbolOwner swept : last) {
            owners.symbol(swept.symbol())
                    .filter(swept.withMigration(SymbolOwner.NO_MIGRATION)::equals)
                    .ifPresent(free -> cleanUp(owners, swept));
        }
    }

    /** The claim does not say where the move went, so every partition is told; those that have nothing staged do nothing. */
    private void cleanUp(OwnerTable owners, SymbolOwner owner) {
        int symbolId = owner.instrument().symbolId();
        String id = owner.migrationId();
        attempt(id, () -> local.source().reopen(owner.partition(), symbolId, id));
        for (PartitionOwner partition : owners.partitions().values()) {
            if (partition.partition() != owner.partition()) {
                attempt(id, () -> importSideOf.apply(partition.worker()).discard(partition.partition(), symbolId, id));
            }
        }
    }

    private void attempt(String id, Supplier<CompletionStage<Void>> call) {
        try {
            time.await(Ends.call(call), time.nanos() + CLEAN_UP_NANOS);
        } catch (StepFailure failure) {
            LOG.info("cleaning up after migration {}: {}", id, failure.getMessage());
        }
    }
}
