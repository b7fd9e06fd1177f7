/**
 * The command {@code gantry bench}. It runs from the source tree only: exchange-core and what comes with it is no part of an
 * installation.
 */
package io.gantry.benchmarks;
