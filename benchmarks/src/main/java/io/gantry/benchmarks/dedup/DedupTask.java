package io.gantry.benchmarks.dedup;

/**
 * What is to be measured.
 *
 * @param symbols each with a table of its own, drawn by lot for each command
 * @param clients drawn by lot for each command
 * @param inFlight a client needs the answers to its last so many requests for a symbol
 * @param commands of a round
 * @param rounds with the tables and without by turns, of which the first quarter does not count
 */
public record DedupTask(int symbols, int clients, int inFlight, int commands, int rounds, long seed) {}
