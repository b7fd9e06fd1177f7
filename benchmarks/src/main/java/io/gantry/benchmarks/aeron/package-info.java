/** An echo service on Aeron Cluster: three nodes in processes of their own, and the client that measures them. */
package io.gantry.benchmarks.aeron;
