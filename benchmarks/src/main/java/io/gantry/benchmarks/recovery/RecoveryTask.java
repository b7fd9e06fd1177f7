package io.gantry.benchmarks.recovery;

/**
 * What is to be measured.
 *
 * @param folder on the disk in question
 * @param stream name of the stream that makes the log
 * @param resting orders of each symbol meanwhile, about
 * @param commands in the log, behind the fill
 * @param orders of all symbols in the snapshot
 */
public record RecoveryTask(
        String folder, String stream, int symbols, int resting, int commands, int orders, long seed) {}
