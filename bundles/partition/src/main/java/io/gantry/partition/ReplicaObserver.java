package io.gantry.partition;

/** Hears where a replica is. Called on its lane; must not block. What it throws takes the replica out of service. */
@FunctionalInterface
public interface ReplicaObserver {

    /** Nobody listens. */
    ReplicaObserver NONE = step -> {};

    /** The replica is at this point. */
    void reached(ReplicaStep step);
}
