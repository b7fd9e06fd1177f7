package io.gantry.router;

import io.gantry.engine.api.cluster.MigrationLocks;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The locks of a worker on its own: in memory. Thread-safe. */
final class LocalLocks implements MigrationLocks {

    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastFence;

    /** @param lastFence fences begin above this; has to be higher than any fence of an earlier run */
    LocalLocks(long lastFence) {
        this.lastFence = new AtomicLong(lastFence);
    }

    @Override
    public Optional<Lease> tryLock(String name) {
        return held.add(name) ? Optional.of(new LocalLease(name, lastFence.incrementAndGet())) : Optional.empty();
    }

    private final class LocalLease implements Lease {

        private final String name;
        private final long fence;
        private final AtomicBoolean closed = new AtomicBoolean();

        LocalLease(String name, long fence) {
            this.name = name;
            this.fence = fence;
        }

        @Override
        public long fence() {
            return fence;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                held.remove(name);
            }
        }
    }
}
