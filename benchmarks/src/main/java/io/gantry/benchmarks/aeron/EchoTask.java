package io.gantry.benchmarks.aeron;

import io.gantry.benchmarks.load.LinkPlan;

/**
 * What the client's process is to measure.
 *
 * @param ingress where the nodes are
 * @param folder for its media driver's buffers
 * @param messageBytes of each request and each answer
 */
public record EchoTask(String ingress, String folder, int messageBytes, LinkPlan plan) {}
