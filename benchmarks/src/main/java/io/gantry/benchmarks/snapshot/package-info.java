/** Images of a large book: written, read, and written while commands go on. */
package io.gantry.benchmarks.snapshot;
