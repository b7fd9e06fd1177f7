/** Commands as clients send them: encoded, over TCP, to workers that run as processes of their own. */
package io.gantry.benchmarks.wire;
