/** Pieces of the order book, measured one by one with JMH. */
package io.gantry.benchmarks.pieces;
