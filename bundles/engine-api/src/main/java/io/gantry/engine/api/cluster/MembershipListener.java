package io.gantry.engine.api.cluster;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service that hears of workers that come and go. Called on a thread of the membership's own, one call at a
 * time; must not block for long. A joined event comes for every worker already there when the listener appears.
 * Exceptions are logged and dropped.
 */
@ConsumerType
public interface MembershipListener {

    /** A worker is there. */
    void joined(WorkerInfo worker);

    /** A worker is gone: stopped, dead, or cut off from this one. */
    void left(WorkerInfo worker);
}
