package io.gantry.engine.api.migration;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.WorkerInfo;
import java.util.List;

/**
 * The cluster as it was when a plan was asked for.
 *
 * @param owners who owns what
 * @param workers who is alive
 */
public record ClusterView(OwnerTable owners, List<WorkerInfo> workers) {}
