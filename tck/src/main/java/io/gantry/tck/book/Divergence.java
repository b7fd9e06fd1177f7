package io.gantry.tck.book;

/**
 * The first thing that went wrong in a run.
 *
 * @param step number of the step, from 0
 * @param what the difference, in words
 */
record Divergence(int step, String what) {}
