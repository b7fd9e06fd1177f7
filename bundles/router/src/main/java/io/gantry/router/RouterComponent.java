package io.gantry.router;

import io.gantry.engine.api.cluster.Membership;
import io.gantry.engine.api.cluster.MembershipListener;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.RouteListener;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the picture of the routes up to date: a new one whenever routes or workers change. */
@Component(
        name = RouterComponent.PID,
        service = {Router.class, RouteListener.class, MembershipListener.class})
public final class RouterComponent implements Router, RouteListener, MembershipListener {

    /** Name of the component. */
    public static final String PID = "io.gantry.router";

    private final Membership membership;
    private final RouteCache cache;
    private volatile RouteTable routes;

    @Activate
    public RouterComponent(@Reference Membership membership, @Reference RouteCache cache) {
        this.membership = membership;
        this.cache = cache;
        rebuild();
    }

    @Override
    public RouteTable routes() {
        return routes;
    }

    @Override
    public void routesChanged(OwnerTable changed) {
        rebuild();
    }

    @Override
    public void joined(WorkerInfo worker) {
        rebuild();
    }

    @Override
    public void left(WorkerInfo worker) {
        rebuild();
    }

    /**
     * Reads both sources afresh under the lock, whatever the call was about: so two calls on two threads cannot leave an older picture behind.
     */
    private synchronized void rebuild() {
        routes = new RouteTable(membership.self().name(), cache.current(), membership.workers());
    }
}
