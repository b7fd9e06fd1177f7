package io.gantry.hazelcast.membership;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of one member's control plane, none of which trades. What comes after the end is dropped. */
final class ClusterThreads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterThreads.class);
    private static final int UPKEEP_TASKS = 4;

    /** Listeners are called here, one call at a time. */
    private final ScheduledThreadPoolExecutor events = pool("gantry-cluster-events", 1);
    /** May block on the network. */
    private final ScheduledThreadPoolExecutor writer = pool("gantry-cluster-writer", 1);
    /** Holds the locks. */
    private final ScheduledThreadPoolExecutor locks = pool("gantry-cluster-locks", 1);
    /** Looks after things; each task may block. */
    private final ScheduledThreadPoolExecutor upkeep = pool("gantry-cluster-upkeep", UPKEEP_TASKS);

    ClusterThreads() {
        // Whoever waits for a lock has to hear that there will be none.
        locks.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
    }

    ExecutorService events() {
        return events;
    }

    ExecutorService locks() {
        return locks;
    }

    /** Runs something that may block on the network; what it throws is logged. */
    void write(Runnable task) {
        writer.execute(() -> guarded("writing routes", task::run));
    }

    /** Runs something again and again, a pause after each time; what it throws is logged. */
    void repeat(String what, long pauseMillis, Task task) {
        upkeep.scheduleWithFixedDelay(() -> guarded(what, task), pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    }

    /** For what may block for long, now and then. */
    Executor upkeep() {
        return upkeep;
    }

    /** Whether this member is leaving, so that failures are no news. */
    boolean isClosed() {
        return upkeep.isShutdown();
    }

    @Override
    public void close() {
        upkeep.shutdownNow();
        writer.shutdownNow();
        locks.shutdownNow();
        events.shutdownNow();
    }

    private void guarded(String what, Task task) {
        try {
            task.run();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            if (isClosed()) {
                LOG.debug("{} ended by the end of this member", what, failure);
            } else {
                LOG.warn("{} failed, is tried again", what, failure);
            }
        }
    }

    private static ScheduledThreadPoolExecutor pool(String name, int threads) {
        ThreadFactory factory = body -> {
            Thread thread = new Thread(body, name);
            thread.setDaemon(true);
            return thread;
        };
        return new ScheduledThreadPoolExecutor(threads, factory, new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Something that may be told to stop while it waits. */
    @FunctionalInterface
    interface Task {
        void run() throws InterruptedException;
    }
}
