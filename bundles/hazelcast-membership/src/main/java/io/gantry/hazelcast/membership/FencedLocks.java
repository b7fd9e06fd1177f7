package io.gantry.hazelcast.membership;

import com.hazelcast.cp.CPSubsystem;
import com.hazelcast.cp.lock.FencedLock;
import com.hazelcast.cp.lock.exception.LockOwnershipLostException;
import io.gantry.engine.api.cluster.MigrationLocks;
import io.gantry.engine.api.cluster.RegisterException;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Locks of the CP Subsystem. Hazelcast binds a lock to the thread that took it and makes that thread wait as long as it pleases, so
 * one thread of our own takes and gives back all locks, and callers wait for it no longer than the limit. Not reentrant, though: see the
 * acquire limit in {@link HazelcastConfigs}. Thread-safe.
 */
final class FencedLocks implements MigrationLocks {

    /** All locks' names begin with it. */
    static final String NAME_PREFIX = "gantry.lock.";

    private static final Logger LOG = LoggerFactory.getLogger(FencedLocks.class);

    private final Supplier<CPSubsystem> subsystem;
    private final ExecutorService oneThread;
    private final long limitMillis;

    /** @param subsystem the present one: a member that joins again has another, and has lost its locks */
    FencedLocks(Supplier<CPSubsystem> subsystem, ExecutorService oneThread, long limitMillis) {
        this.subsystem = subsystem;
        this.oneThread = oneThread;
        this.limitMillis = limitMillis;
    }

    /** @param name without {@code @}, which has a meaning to Hazelcast; each new name costs the register memory for ever */
    @Override
    public Optional<Lease> tryLock(String name) {
        if (name.isEmpty() || name.indexOf('@') >= 0) {
            throw new IllegalArgumentException("not the name of a lock: '" + name + "'");
        }
        Attempt attempt = new Attempt(name);
        try {
            long fence = oneThread.submit(attempt::take).get(limitMillis, TimeUnit.MILLISECONDS);
            return fence == FencedLock.INVALID_FENCE ? Optional.empty() : Optional.of(attempt.lease(fence));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw attempt.failed("interrupted", interrupted);
        } catch (TimeoutException late) {
            throw attempt.failed("no answer within " + limitMillis + " ms", late);
        } catch (ExecutionException failure) {
            throw attempt.failed(String.valueOf(failure.getCause()), failure.getCause());
        } catch (CancellationException | RejectedExecutionException closed) {
            throw attempt.failed("this worker has left the cluster", closed);
        }
    }

    /** One try, which its caller may give up while it is under way. */
    private final class Attempt {

        private final String name;
        private boolean taken;
        private boolean abandoned;

        Attempt(String name) {
            this.name = name;
        }

        /** On the lock thread. */
        long take() {
            synchronized (this) {
                if (abandoned) {
                    return FencedLock.INVALID_FENCE;
                }
            }
            FencedLock lock = lock(name);
            long fence = tryTwice(lock);
            boolean unwanted;
            synchronized (this) {
                taken = fence != FencedLock.INVALID_FENCE;
                unwanted = taken && abandoned;
            }
            if (unwanted) {
                LOG.info("lock {} came after its caller had given up, given back", name);
                giveBack(name);
            }
            return fence;
        }

        Lease lease(long fence) {
            return new HeldLock(name, fence);
        }

        /** Gives the attempt up: should the lock come all the same, it goes back at once. */
        RegisterException failed(String why, Throwable cause) {
            boolean late;
            synchronized (this) {
                abandoned = true;
                late = taken;
            }
            if (late) {
                new HeldLock(name, FencedLock.INVALID_FENCE).close();
            }
            return new RegisterException("cannot take lock " + name + ": " + why, false, cause);
        }
    }

    /** The first try after a lost session only tells of the loss. */
    private static long tryTwice(FencedLock lock) {
        try {
            return lock.tryLockAndGetFence();
        } catch (LockOwnershipLostException lostLongAgo) {
            LOG.info("{} was lost by an earlier holder of this worker", lock.getName());
            return lock.tryLockAndGetFence();
        }
    }

    private FencedLock lock(String name) {
        return subsystem.get().getLock(NAME_PREFIX + name);
    }

    private void giveBack(String name) {
        try {
            lock(name).unlock();
        } catch (IllegalMonitorStateException lost) {
            LOG.warn("lock {} was lost before it was given back: {}", name, lost.getMessage());
        } catch (RuntimeException failure) {
            LOG.warn("lock {} was not given back, it comes free when this worker's session ends", name, failure);
        }
    }

    private final class HeldLock implements Lease {

        private final String name;
        private final long fence;
        private final AtomicBoolean closed = new AtomicBoolean();

        HeldLock(String name, long fence) {
            this.name = name;
            this.fence = fence;
        }

        @Override
        public long fence() {
            return fence;
        }

        @Override
        public void close() {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            try {
                Future<?> unlocking = oneThread.submit(() -> giveBack(name));
                unlocking.get(limitMillis, TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } catch (TimeoutException | CancellationException | RejectedExecutionException late) {
                LOG.warn("lock {} is still being given back: {}", name, late.toString());
            } catch (ExecutionException failure) {
                LOG.warn("lock {} was not given back", name, failure.getCause());
            }
        }
    }
}
