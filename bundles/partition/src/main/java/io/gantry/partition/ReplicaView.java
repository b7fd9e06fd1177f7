package io.gantry.partition;

import java.util.List;

/**
 * Where a replica stands.
 *
 * @param role what it is
 * @param primary name of the primary that it knows, empty if none
 * @param epoch the highest that it knows
 * @param inSync names of the in-sync replicas that it knows
 * @param startPosition of its log
 * @param appendedPosition end of its log
 * @param durablePosition of its log
 * @param logEpoch epoch of the last record of its log that told of the register, 0 if there is none
 * @param logVersion version of the register's record, by that record
 * @param committedPosition everything before it is on all in-sync replicas, as far as it knows
 * @param executedPosition everything before it is in its state
 */
public record ReplicaView(
        Role role,
        String primary,
        long epoch,
        List<String> inSync,
        long startPosition,
        long appendedPosition,
        long durablePosition,
        long logEpoch,
        long logVersion,
        long committedPosition,
        long executedPosition) {}
