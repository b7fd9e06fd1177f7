package io.gantry.router;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.RouteListener;
import java.util.concurrent.Executor;

/** The routes of a worker on its own: the newest table published. Thread-safe. */
final class LocalRoutes implements RouteCache {

    private final ListenerBoard<RouteListener> listeners;
    private volatile OwnerTable current = OwnerTable.EMPTY;

    LocalRoutes(Executor oneThread) {
        listeners = new ListenerBoard<>(oneThread);
    }

    void add(RouteListener listener) {
        listeners.add(listener, fresh -> fresh.routesChanged(current));
    }

    void remove(RouteListener listener) {
        listeners.remove(listener);
    }

    @Override
    public OwnerTable current() {
        return current;
    }

    @Override
    public void publish(OwnerTable table) {
        synchronized (this) {
            if (table.version() <= current.version()) {
                return;
            }
            current = table;
        }
        listeners.tellAll(listener -> listener.routesChanged(current));
    }
}
