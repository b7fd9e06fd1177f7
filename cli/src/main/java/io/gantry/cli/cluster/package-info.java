/**
 * Workers as processes of this machine: start a cluster of them in a folder, find it again, ask it, end it.
 *
 * <p>{@link io.gantry.cli.cluster.Cluster} is the way in:
 *
 * <pre>{@code
 * Cluster cluster = Cluster.start(Installation.find(), folder, ClusterShape.of(3), Duration.ofSeconds(90), System.err::println);
 * try {
 *     cluster.addresses();                                    // where a client connects
 *     cluster.shell("w1", "gantry:routes --json").output();   // any line of the worker's shell
 *     cluster.killWorker("w2");                               // as kill -9 does
 *     cluster.startWorker(Installation.find(), "w2", Duration.ofSeconds(90), System.err::println);
 * } finally {
 *     cluster.stop(Duration.ofSeconds(40), true);
 * }
 * }</pre>
 *
 * <p>The folder: {@code cluster.json} says which workers there are; each worker's home is a folder of its name with {@code
 * etc} (written at the start), {@code data} (kept from start to start), {@code log} and {@code run}. Workers outlive the
 * process that started them; whoever has the folder can find, ask and stop them. A process counts as a worker of the
 * folder only if its command line says so, so a number that the system gave to another process meanwhile is never harmed.
 *
 * <p>Whatever goes wrong is a {@link io.gantry.cli.cluster.ClusterException} with one sentence for the user.
 */
package io.gantry.cli.cluster;
