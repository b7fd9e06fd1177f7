/** A whole engine inside one JVM: from the queue that takes commands to the answers that leave, ours and exchange-core's. */
package io.gantry.benchmarks.inprocess;
