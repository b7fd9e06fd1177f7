/** What the de-duplication of commands costs. */
package io.gantry.benchmarks.dedup;
