package io.gantry.simulator.cluster;

import io.gantry.simulator.world.Tally;
import io.gantry.simulator.world.Violation;
import java.util.List;
import java.util.Optional;

/**
 * How a run went.
 *
 * @param violation what rule was broken, empty if none
 * @param picture where everything was when it ended, for people; empty if all went well
 * @param traceHash equal for runs that went alike
 * @param steps how many things happened
 * @param nanos of virtual time
 * @param tally what happened how often
 */
public record Outcome(
        Optional<Violation> violation, List<String> picture, long traceHash, long steps, long nanos, Tally tally) {

    public boolean isFailure() {
        return violation.isPresent();
    }
}
