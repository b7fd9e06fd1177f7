package io.gantry.simulator.cluster;

import io.gantry.journal.Journals;
import io.gantry.partition.Partition;
import io.gantry.partition.PartitionControls;

/** A replica in a process. */
record Hosted(int number, Partition partition, PartitionControls controls, Journals journals) {}
