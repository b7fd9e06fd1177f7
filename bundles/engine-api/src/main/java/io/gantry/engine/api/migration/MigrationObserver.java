package io.gantry.engine.api.migration;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whiteboard service that hears each step of every migration that this worker coordinates. Called on the migration's own thread, which waits for
 * it, so an observer that blocks holds the migration (and, behind the gate, the symbol) where it is.
 */
@ConsumerType
public interface MigrationObserver {

    /** A step is about to run. An exception before the switch makes the migration roll back; after it, it is logged and dropped. */
    default void before(MigrationReport migration, StepKind step) {}

    /** A step has run. Exceptions as for {@link #before}. */
    default void after(MigrationReport migration, StepKind step) {}

    /** A migration has ended. Exceptions are logged and dropped. */
    default void ended(MigrationReport migration) {}
}
