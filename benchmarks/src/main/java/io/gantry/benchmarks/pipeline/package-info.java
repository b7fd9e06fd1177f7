/** {@code gantry bench pipeline}: its sections, each with what is compared in it. */
package io.gantry.benchmarks.pipeline;
