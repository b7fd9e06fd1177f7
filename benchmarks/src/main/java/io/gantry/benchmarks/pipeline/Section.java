package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.report.Board;

/** A part of the benchmark that can be chosen by its name. */
interface Section {

    /** As it is named on the command line and in the results. */
    String name();

    /** Measures once, ours and what stands beside it. Called for each run in turn, with rising numbers from 0. */
    void run(int run, Board board);

    /** Before the first run: chooses what is to be chosen, and says so. */
    default void prepare(Board board) {}
}
