package io.gantry.simulator.cluster;

import io.gantry.partition.ReplicaStep;

/** Hears where replicas are. May have the worker die there. */
@FunctionalInterface
interface StepListener {

    void reached(SimulatedWorker worker, int partition, ReplicaStep step);
}
