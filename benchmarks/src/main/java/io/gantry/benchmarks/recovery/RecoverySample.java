package io.gantry.benchmarks.recovery;

/**
 * What was measured, each until the partition takes commands again.
 *
 * @param commands in the log
 * @param replaySeconds to execute them all again
 * @param orders in the snapshot
 * @param snapshotSeconds to restore it
 */
public record RecoverySample(long commands, double replaySeconds, long orders, double snapshotSeconds) {}
