/** How long a partition takes to come back: from its log, and from a snapshot. */
package io.gantry.benchmarks.recovery;
