package io.gantry.engine.api.routing;

import org.osgi.annotation.versioning.ProviderType;

/** Tells where a symbol's commands go. */
@ProviderType
public interface Router {

    /** The routes as this worker knows them now: immutable, may be old. Any thread, no allocation. */
    RouteTable routes();
}
