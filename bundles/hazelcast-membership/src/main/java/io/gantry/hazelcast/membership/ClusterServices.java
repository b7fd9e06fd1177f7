package io.gantry.hazelcast.membership;

/**
 * What a member of a formed cluster offers.
 *
 * @param membership who is there
 * @param register who owns what
 * @param routes the same, quick and possibly old
 * @param locks of migrations
 */
record ClusterServices(ClusterMembership membership, CpRegister register, ReplicatedRoutes routes, FencedLocks locks) {}
