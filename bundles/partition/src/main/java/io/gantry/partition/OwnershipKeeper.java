package io.gantry.partition;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.partition.PartitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the symbols that a worker's primaries hold and what the register says into line. The register decides; where it has forgotten (it lives in the memory of
 * the workers, and all may have been stopped), the partitions' logs tell it, and the higher epoch wins.
 *
 * <p>Runs on the control thread and blocks on the register.
 */
final class OwnershipKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(OwnershipKeeper.class);
    private static final long LANE_TIMEOUT_SECONDS = 30;

    /** What a partition holds of a symbol, as far as ownership goes. */
    private record Held(Instrument instrument, long epoch, boolean confirmed) {}

    private record Staged(int symbolId, String migrationId, long sourceEpoch) {}

    private final OwnerRegister register;
    private final RouteCache routes;

    OwnershipKeeper(OwnerRegister register, RouteCache routes) {
        this.register = register;
        this.routes = routes;
    }

    /** Puts one partition right. */
    void reconcile(Partition partition) {
        List<Held> held = await(partition.agent().ask(OwnershipKeeper::held));
        List<Staged> staged = await(partition.agent().ask(OwnershipKeeper::staged));
        // Read after asking the lane: what it holds was then claimed before, so a move that is just beginning is seen
        // as one.
        OwnerTable table = register.read();
        boolean told = false;
        for (Held symbol : held) {
            if (isNewsToRegister(table.symbol(symbol.instrument().symbol()), symbol, partition.number())) {
                tellRegister(partition.number(), symbol);
                told = true;
            }
        }
        if (told) {
            table = register.read();
            routes.publish(table);
        }
        for (Held symbol : held) {
            settle(partition, symbol, table);
        }
        for (Staged image : staged) {
            settle(partition, image, table);
        }
        for (SymbolOwner owner : table.symbols().values()) {
            if (owner.partition() == partition.number() && !holds(held, owner)) {
                begin(partition, owner);
            }
        }
    }

    private static boolean isNewsToRegister(Optional<SymbolOwner> known, Held symbol, int partition) {
        return known.isEmpty()
                || known.get().epoch() < symbol.epoch() && known.get().partition() != partition;
    }

    private void tellRegister(int partition, Held symbol) {
        register.update(table -> {
            Optional<SymbolOwner> known = table.symbol(symbol.instrument().symbol());
            if (!isNewsToRegister(known, symbol, partition)) {
                return table;
            }
            Optional<SymbolOwner> sameNumber = table.symbol(symbol.instrument().symbolId());
            if (sameNumber.isPresent()
                    && !sameNumber.get().symbol().equals(symbol.instrument().symbol())) {
                LOG.error(
                        "the register forgot {} of partition {}, and its number {} was given to {} since; it is not served",
                        symbol.instrument().symbol(),
                        partition,
                        symbol.instrument().symbolId(),
                        sameNumber.get().symbol());
                return table;
            }
            LOG.warn(
                    "the register does not know that partition {} owns {} with epoch {}; telling it from the log",
                    partition,
                    symbol.instrument().symbol(),
                    symbol.epoch());
            return table.with(
                    List.of(new SymbolOwner(symbol.instrument(), partition, symbol.epoch(), SymbolOwner.NO_MIGRATION)));
        });
    }

    private void settle(Partition partition, Held symbol, OwnerTable table) {
        Optional<SymbolOwner> known = table.symbol(symbol.instrument().symbol());
        if (known.isEmpty()) {
            return;
        }
        SymbolOwner owner = known.get();
        int symbolId = symbol.instrument().symbolId();
        if (owner.instrument().symbolId() != symbolId) {
            LOG.error(
                    "partition {} holds {} as symbol number {}, the register has it as {}; it is not served",
                    partition.number(),
                    symbol.instrument().symbol(),
                    symbolId,
                    owner.instrument().symbolId());
        } else if (owner.partition() == partition.number() && owner.epoch() == symbol.epoch()) {
            if (!symbol.confirmed()) {
                await(partition.agent().ask(core -> {
                    core.confirm(symbolId);
                    return true;
                }));
            }
        } else if (owner.epoch() > symbol.epoch() && owner.partition() != partition.number()) {
            LOG.info(
                    "{} left partition {} for partition {} with epoch {}; giving up the copy here",
                    symbol.instrument().symbol(),
                    partition.number(),
                    owner.partition(),
                    owner.epoch());
            await(partition
                    .agent()
                    .change((core, now) -> core.release(symbolId, "", owner.partition(), owner.epoch())));
        } else {
            LOG.error(
                    "partition {} holds {} with epoch {}, the register says {} with epoch {}; it is not served",
                    partition.number(),
                    symbol.instrument().symbol(),
                    symbol.epoch(),
                    owner.partition(),
                    owner.epoch());
        }
    }

    private void settle(Partition partition, Staged image, OwnerTable table) {
        Optional<SymbolOwner> owner = table.symbol(image.symbolId());
        if (owner.isEmpty() || owner.get().migrationId().equals(image.migrationId())) {
            return;
        }
        boolean ours =
                owner.get().partition() == partition.number() && owner.get().epoch() == image.sourceEpoch() + 1;
        LOG.info(
                "partition {}: the move {} of {} is over and its copy here is {}",
                partition.number(),
                image.migrationId(),
                owner.get().symbol(),
                ours ? "the owner" : "dropped");
        if (ours) {
            await(partition
                    .agent()
                    .change((core, now) -> core.open(
                            image.symbolId(), image.migrationId(), owner.get().epoch())));
        } else {
            await(partition.agent().change((core, now) -> core.discard(image.symbolId(), image.migrationId())));
        }
    }

    private void begin(Partition partition, SymbolOwner owner) {
        if (owner.epoch() == 1) {
            await(partition.agent().change((core, now) -> core.list(owner.instrument(), owner.epoch())));
            return;
        }
        boolean here = await(partition
                .agent()
                .ask(core -> core.symbols().owns(owner.instrument().symbolId())));
        if (!here) {
            LOG.error(
                    "partition {} owns {} with epoch {} by the register, but has no copy of it; it is not served",
                    partition.number(),
                    owner.symbol(),
                    owner.epoch());
        }
    }

    private static boolean holds(List<Held> held, SymbolOwner owner) {
        return held.stream().anyMatch(symbol -> symbol.instrument().symbol().equals(owner.symbol()));
    }

    private static List<Held> held(PartitionCore core) {
        List<Held> held = new ArrayList<>();
        core.symbols()
                .forEachOwned(symbol ->
                        held.add(new Held(symbol.state().instrument(), symbol.epoch(), symbol.isConfirmed())));
        return held;
    }

    private static List<Staged> staged(PartitionCore core) {
        List<Staged> staged = new ArrayList<>();
        core.symbols()
                .forEachStaged((symbolId, image) ->
                        staged.add(new Staged(symbolId, image.migrationId(), image.sourceEpoch())));
        return staged;
    }

    private static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(LANE_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new PartitionException(failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new PartitionException("a lane did not answer in " + LANE_TIMEOUT_SECONDS + " s", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new PartitionException("stopped", stopped);
        }
    }
}
