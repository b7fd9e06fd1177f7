package io.gantry.hazelcast.membership;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.IAtomicReference;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The register's bytes in an atomic reference of the CP Subsystem. Asking Hazelcast for the reference waits for a majority, without a
 * limit of ours, so that is done elsewhere and again if it failed. Thread-safe.
 */
final class HazelcastCell implements RegisterCell {

    private static final String NAME = "gantry.owners";

    private final Supplier<HazelcastInstance> instance;
    private final Executor mayBlock;
    private HazelcastInstance asked;
    private Optional<CompletableFuture<IAtomicReference<byte[]>>> reference = Optional.empty();

    /** @param instance the present one: a member that joins again has another */
    HazelcastCell(Supplier<HazelcastInstance> instance, Executor mayBlock) {
        this.instance = instance;
        this.mayBlock = mayBlock;
        asked = instance.get();
    }

    // Hazelcast's own futures hold the answer as it came off the wire, and thenCompose would hand on just that: so each
    // is
    // turned into its value, by thenApply, before it is composed.

    @Override
    public CompletableFuture<Optional<byte[]>> get() {
        return reference()
                .thenCompose(found -> found.getAsync().toCompletableFuture().thenApply(Optional::ofNullable));
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(Optional<byte[]> expected, byte[] next) {
        return reference()
                .thenCompose(found -> found.compareAndSetAsync(expected.orElse(null), next)
                        .toCompletableFuture()
                        .thenApply(Function.identity()));
    }

    @Override
    public boolean isOpen() {
        return instance.get().getLifecycleService().isRunning();
    }

    private synchronized CompletableFuture<IAtomicReference<byte[]>> reference() {
        HazelcastInstance present = instance.get();
        if (present != asked || reference.isEmpty() || reference.get().isCompletedExceptionally()) {
            asked = present;
            reference = Optional.of(
                    CompletableFuture.supplyAsync(() -> present.getCPSubsystem().getAtomicReference(NAME), mayBlock));
        }
        return reference.get();
    }
}
