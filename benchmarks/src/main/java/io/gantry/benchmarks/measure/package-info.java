/** Rounds in a JVM of their own: what is measured, and what comes of it. */
package io.gantry.benchmarks.measure;
