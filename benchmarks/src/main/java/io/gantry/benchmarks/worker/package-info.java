/** Parts of a worker put together without a container, from the classes that the container runs. */
package io.gantry.benchmarks.worker;
