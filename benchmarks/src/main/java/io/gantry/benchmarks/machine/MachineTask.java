package io.gantry.benchmarks.machine;

/**
 * What is to be measured of the machine.
 *
 * @param folder on the disk in question
 * @param messageBytes of a message on the loopback, and of a record on the disk
 * @param nanos for each of the three measurements
 */
public record MachineTask(String folder, int messageBytes, long nanos) {}
