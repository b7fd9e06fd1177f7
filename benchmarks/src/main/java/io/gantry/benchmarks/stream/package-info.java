/** The command streams that the books are compared on. */
package io.gantry.benchmarks.stream;
