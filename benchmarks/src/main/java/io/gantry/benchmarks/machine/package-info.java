/** What the machine itself can do: the loopback and the disk, without any of us. */
package io.gantry.benchmarks.machine;
