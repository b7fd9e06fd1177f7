/** JVMs of their own for what is measured. */
package io.gantry.benchmarks.fork;
