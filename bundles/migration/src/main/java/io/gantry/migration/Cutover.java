package io.gantry.migration;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.migration.MigrationRequest;
import io.gantry.engine.api.migration.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the owner of one migration's symbols; the only class that does. Claim, switch and withdrawal are each one compare-and-set over all
 * symbols, all or nothing. Each method tries once and says what came of it.
 */
final class Cutover {

    private static final Logger LOG = LoggerFactory.getLogger(Cutover.class);

    /** What one try came to. */
    enum Outcome {
        /** It holds. */
        DONE,
        /** Somebody changed something else at the same time; nothing was changed here. Try again. */
        RIVALLED,
        /** The register holds something that forbids it; nothing was changed. */
        FORBIDDEN,
        /** The register did not answer, and nothing was changed. */
        UNREACHABLE,
        /** The register did not answer, and it may have happened. */
        IN_DOUBT
    }

    /** What one try came to, and why. */
    record Result(Outcome outcome, String why) {}

    /** How the register sees a migration. */
    enum Standing {
        /** It holds its claim; the source owns. */
        CLAIMED,
        /** The target has become the owner. */
        SWITCHED,
        /** It holds no claim; the source owns. */
        UNCLAIMED,
        /** The register holds what cannot be: it lost what it knew, or somebody else moved a claimed symbol. */
        LOST
    }

    private final OwnerRegister register;
    private final RouteCache routes;
    private final String migrationId;
    private final MigrationRequest request;
    private final List<MovingSymbol> symbols;

    /** Of source and target when the symbols were claimed, by partition: what is gated and copied later is gone with its epoch. */
    private final Map<Integer, Long> claimedEpochs = new HashMap<>();

    private OwnerTable newest = OwnerTable.EMPTY;

    Cutover(OwnerRegister register, RouteCache routes, MigrationSession session) {
        this.register = register;
        this.routes = routes;
        this.migrationId = session.id();
        this.request = session.request();
        this.symbols = session.symbols();
    }

    /** Writes the migration into its symbols' records. Done as well if it stands there already. */
    Result claim() {
        Result result = attempt(
                table -> standingIn(table) == Standing.CLAIMED,
                SymbolOwner.NO_MIGRATION,
                owner -> owner.withMigration(migrationId));
        if (result.outcome() == Outcome.DONE) {
            for (Place place : List.of(request.source(), request.target())) {
                newest.partition(place.partition())
                        .ifPresent(owner -> claimedEpochs.put(owner.partition(), owner.epoch()));
            }
        }
        return result;
    }

    /** Makes the target the owner: the point of no return. Done as well if it is the owner already. */
    Result switchOwner() {
        return attempt(
                table -> standingIn(table) == Standing.SWITCHED,
                migrationId,
                owner -> owner.movedTo(request.target().partition()));
    }

    /** Takes the claim away. Once it is {@link Outcome#DONE} no switch of this migration can happen any more, however late. */
    Result withdraw() {
        OwnerTable table;
        try {
            table = read();
        } catch (RegisterException silent) {
            return new Result(Outcome.UNREACHABLE, StepFailure.words(silent));
        }
        List<SymbolOwner> freed = new ArrayList<>();
        for (MovingSymbol symbol : symbols) {
            table.symbol(symbol.name())
                    .filter(owner -> owner.migrationId().equals(migrationId))
                    .ifPresent(owner -> freed.add(owner.withMigration(SymbolOwner.NO_MIGRATION)));
        }
        return freed.isEmpty() ? new Result(Outcome.DONE, "") : swap(table, freed);
    }

    /**
     * Asks the register how it is.
     *
     * @throws RegisterException if it does not say
     */
    Standing standing() {
        OwnerTable known = newest;
        OwnerTable table = read();
        if (table.version() < known.version()) {
            newest = known;
            return Standing.LOST;
        }
        return standingIn(table);
    }

    private Standing standingIn(OwnerTable table) {
        List<Standing> standings = symbols.stream()
                .map(symbol -> standingIn(table, symbol))
                .distinct()
                .toList();
        return standings.size() == 1 ? standings.get(0) : Standing.LOST;
    }

    private Standing standingIn(OwnerTable table, MovingSymbol symbol) {
        SymbolOwner owner = table.symbols().get(symbol.name());
        if (owner == null || owner.epoch() < symbol.sourceEpoch()) {
            return Standing.LOST;
        }
        if (owner.epoch() > symbol.sourceEpoch()) {
            boolean isElsewhere = owner.epoch() == symbol.targetEpoch()
                    && owner.partition() != request.target().partition();
            return isElsewhere ? Standing.LOST : Standing.SWITCHED;
        }
        return owner.migrationId().equals(migrationId) ? Standing.CLAIMED : Standing.UNCLAIMED;
    }

    /** Tells all workers the newest table known here. A cache: what fails is logged, and nothing depends on it. */
    void publish() {
        try {
            routes.publish(newest);
        } catch (RuntimeException failure) {
            LOG.warn(
                    "migration {}: routes version {} not published: {}",
                    migrationId,
                    newest.version(),
                    StepFailure.words(failure));
        }
    }

    private Result attempt(Predicate<OwnerTable> isDone, String expectedMigration, UnaryOperator<SymbolOwner> change) {
        OwnerTable table;
        try {
            table = read();
        } catch (RegisterException silent) {
            return new Result(Outcome.UNREACHABLE, StepFailure.words(silent));
        }
        if (isDone.test(table)) {
            return new Result(Outcome.DONE, "");
        }
        Optional<String> violation = violation(table, expectedMigration);
        if (violation.isPresent()) {
            return new Result(Outcome.FORBIDDEN, violation.get());
        }
        return swap(
                table,
                symbols.stream()
                        .map(symbol -> change.apply(table.symbols().get(symbol.name())))
                        .toList());
    }

    private Result swap(OwnerTable table, List<SymbolOwner> owners) {
        OwnerTable next = table.with(owners);
        try {
            if (!register.compareAndSet(table, next)) {
                return new Result(Outcome.RIVALLED, "the register changed at the same time");
            }
            newest = next;
            return new Result(Outcome.DONE, "");
        } catch (RegisterException silent) {
            return new Result(silent.isInDoubt() ? Outcome.IN_DOUBT : Outcome.UNREACHABLE, StepFailure.words(silent));
        } catch (RuntimeException unforeseen) {
            // Whatever else went wrong, a write was asked for: it may have happened.
            return new Result(Outcome.IN_DOUBT, StepFailure.words(unforeseen));
        }
    }

    private OwnerTable read() {
        try {
            newest = register.read();
            return newest;
        } catch (RegisterException silent) {
            throw silent;
        } catch (RuntimeException unforeseen) {
            throw new RegisterException(StepFailure.words(unforeseen), false, unforeseen);
        }
    }

    private Optional<String> violation(OwnerTable table, String expectedMigration) {
        for (MovingSymbol symbol : symbols) {
            Optional<String> violation = violation(table, symbol, expectedMigration);
            if (violation.isPresent()) {
                return violation;
            }
        }
        return violation(table, request.source()).or(() -> violation(table, request.target()));
    }

    private Optional<String> violation(OwnerTable table, MovingSymbol symbol, String expectedMigration) {
        SymbolOwner owner = table.symbols().get(symbol.name());
        if (owner == null) {
            return Optional.of("the register does not know " + symbol.name() + " any more");
        }
        if (owner.partition() != request.source().partition() || owner.epoch() != symbol.sourceEpoch()) {
            return Optional.of(symbol.name() + " went to partition " + owner.partition() + " meanwhile (epoch "
                    + owner.epoch() + ")");
        }
        if (!owner.migrationId().equals(expectedMigration)) {
            return Optional.of(
                    owner.isMoving()
                            ? symbol.name() + " is moving already: migration " + owner.migrationId()
                            : "the claim on " + symbol.name() + " is gone from the register");
        }
        return Optional.empty();
    }

    private Optional<String> violation(OwnerTable table, Place place) {
        int partition = place.partition();
        Optional<PartitionOwner> owner = table.partition(partition);
        String worker = owner.map(PartitionOwner::worker).orElse("no worker");
        if (!worker.equals(place.worker())) {
            return Optional.of("partition " + partition + " is on " + worker + " now, not on " + place.worker());
        }
        long epoch = owner.orElseThrow().epoch();
        long claimedEpoch = claimedEpochs.getOrDefault(partition, epoch);
        return epoch == claimedEpoch
                ? Optional.empty()
                : Optional.of("partition " + partition + " was taken over meanwhile, also if by " + worker
                        + " itself: it is of epoch " + epoch + ", and was of epoch " + claimedEpoch
                        + " when the migration began");
    }
}
