package io.gantry.hazelcast.membership;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.cp.IAtomicReference;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The register's bytes in an atomic reference of the CP Subsystem. */
final class HazelcastCell implements RegisterCell {

    private static final String NAME = "gantry.owners";

    private final HazelcastInstance instance;
    private final IAtomicReference<byte[]> reference;

    HazelcastCell(HazelcastInstance instance) {
        this.instance = instance;
        reference = instance.getCPSubsystem().getAtomicReference(NAME);
    }

    @Override
    public CompletableFuture<Optional<byte[]>> get() {
        return reference.getAsync().toCompletableFuture().thenApply(Optional::ofNullable);
    }

    @Override
    public CompletableFuture<Boolean> compareAndSet(Optional<byte[]> expected, byte[] next) {
        return reference.compareAndSetAsync(expected.orElse(null), next).toCompletableFuture();
    }

    @Override
    public boolean isOpen() {
        return instance.getLifecycleService().isRunning();
    }
}
