package io.gantry.simulator.mutants;

import io.gantry.simulator.cluster.Outcome;
import io.gantry.simulator.cluster.Scenario;
import io.gantry.simulator.cluster.SimulationRun;
import java.util.List;
import java.util.function.LongFunction;

/** Runs a seed. Loaded anew for each mutant, so what it takes and gives is of Java's own types: empty if all went well, else the rule and what happened. */
final class SeedTrial implements LongFunction<List<String>> {

    SeedTrial() {}

    @Override
    public List<String> apply(long seed) {
        Outcome outcome = SimulationRun.of(Scenario.of(seed));
        return outcome.violation()
                .map(violation -> List.of(violation.rule(), violation.getMessage()))
                .orElse(List.of());
    }

    /** One whose classes are these. */
    @SuppressWarnings("unchecked")
    static LongFunction<List<String>> in(FreshClasses classes) {
        try {
            var constructor = classes.loadClass(SeedTrial.class.getName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            return (LongFunction<List<String>>) constructor.newInstance();
        } catch (ReflectiveOperationException failed) {
            throw new MutantException("the simulator cannot be loaded anew: " + failed, failed);
        }
    }
}
