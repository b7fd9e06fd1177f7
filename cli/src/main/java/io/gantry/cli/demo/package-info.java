/**
 * Drives an order flow through a cluster, moves a symbol meanwhile, and has everything checked.
 *
 * <p>{@link io.gantry.cli.demo.DemoCommand} starts a cluster for it, {@link io.gantry.cli.demo.ReplayCommand} uses one
 * that runs. Both are a {@code FlowRun}: a {@code FlowDriver} sends the commands at their times through a {@code Market}
 * (the client library), {@code Moves} asks the {@code Operator} (a worker's shell) to move the busiest symbol at one
 * third and back at two thirds, everything goes into a {@link io.gantry.cli.check.Recording}, and a {@code RunReport}
 * tells how it went.
 */
package io.gantry.cli.demo;
