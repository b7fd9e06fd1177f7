package io.gantry.cli.cluster;

import io.gantry.engine.api.journal.Durability;
import java.util.Optional;

/**
 * How many workers have each partition, and what they wait for.
 *
 * @param standbys how many replicas a partition has besides the primary's: the next workers in turn have one each
 * @param durability what has to hold of a command before it is acknowledged; empty: as the workers are configured
 */
public record Replication(int standbys, Optional<Durability> durability) {

    /** No standbys; the rest as configured. */
    public static final Replication NONE = new Replication(0, Optional.empty());
}
