/** Load on something that takes requests and answers them: when each is due, what is timed, and what the machine itself did meanwhile. */
package io.gantry.benchmarks.load;
