package io.gantry.engine.api.cluster;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service that hears of new routes. Called on a thread of the cache's own, one call at a time, and once when the
 * listener appears; must not block for long. Exceptions are logged and dropped.
 */
@ConsumerType
@FunctionalInterface
public interface RouteListener {

    /** The cache now holds this. */
    void routesChanged(OwnerTable routes);
}
