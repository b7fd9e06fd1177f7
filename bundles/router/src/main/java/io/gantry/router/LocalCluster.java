package io.gantry.router;

import io.gantry.engine.api.cluster.WorkerInfo;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A cluster of one worker: what the parts of a worker ask of a cluster, answered from memory. */
final class LocalCluster implements AutoCloseable {

    private static final RejectedExecutionHandler NOBODY_LISTENS_ANY_MORE = new ThreadPoolExecutor.DiscardPolicy();
    private static final long PORT_POLL_MILLIS = 25;
    private static final int FENCES_PER_MILLI_BITS = 10;

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, LocalCluster::newThread, NOBODY_LISTENS_ANY_MORE);
    private final LocalRoutes routes = new LocalRoutes(thread);
    private final LocalRegister register = new LocalRegister(routes::publish);
    private final LocalMembership membership;
    private final LocalLocks locks;

    /**
     * @param self this worker; port 0 if the transport picks one
     * @param home the worker's folder
     * @param clock wall clock, tells this run from earlier ones
     */
    LocalCluster(WorkerInfo self, Path home, Clock clock) {
        PortFile portFile = new PortFile(home);
        membership = new LocalMembership(self, portFile, thread);
        locks = new LocalLocks(clock.millis() << FENCES_PER_MILLI_BITS);
        if (self.port() == 0) {
            portFile.forget();
            thread.execute(this::lookForPort);
        }
    }

    LocalMembership membership() {
        return membership;
    }

    LocalRegister register() {
        return register;
    }

    LocalRoutes routes() {
        return routes;
    }

    LocalLocks locks() {
        return locks;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void lookForPort() {
        if (!membership.isPortKnown()) {
            thread.schedule(this::lookForPort, PORT_POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static Thread newThread(Runnable body) {
        Thread thread = new Thread(body, "gantry-local-cluster");
        thread.setDaemon(true);
        return thread;
    }
}
