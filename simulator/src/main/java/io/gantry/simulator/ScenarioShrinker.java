package io.gantry.simulator;

import io.gantry.simulator.cluster.Outcome;
import io.gantry.simulator.cluster.Scenario;
import io.gantry.simulator.cluster.SimulationRun;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes a failing scenario as small as it can: takes faults and commands out as long as the rest still breaks the same rule (delta debugging), until nothing more can go
 * or the time is up.
 */
public final class ScenarioShrinker {

    private final Scenario scenario;
    private final String rule;
    private final BooleanSupplier isTimeUp;
    private int tries;

    /** @param rule which the scenario breaks */
    public ScenarioShrinker(Scenario scenario, String rule, BooleanSupplier isTimeUp) {
        this.scenario = scenario;
        this.rule = rule;
        this.isTimeUp = isTimeUp;
    }

    /** What is left. */
    public Selection shrink() {
        Selection smallest = Selection.all(scenario);
        boolean changed = true;
        while (changed && !isTimeUp.getAsBoolean()) {
            Selection before = smallest;
            Selection base = smallest;
            List<Integer> faults = without(base.faults(), left -> new Selection(left, base.commands()));
            List<Integer> commands = without(base.commands(), left -> new Selection(faults, left));
            smallest = new Selection(faults, commands);
            changed = !smallest.equals(before);
        }
        return smallest;
    }

    /** How often a smaller scenario was run. */
    public int tries() {
        return tries;
    }

    private List<Integer> without(List<Integer> all, Function<List<Integer>, Selection> selection) {
        return remove(all, left -> fails(selection.apply(left)), isTimeUp);
    }

    /** Takes parts out of a list, large ones first, as long as the rest is still wanted. */
    static List<Integer> remove(List<Integer> all, Predicate<List<Integer>> isWanted, BooleanSupplier isTimeUp) {
        List<Integer> smallest = all;
        for (int part = Math.max(1, all.size()); part > 0; part /= 2) {
            int at = 0;
            while (at < smallest.size() && !isTimeUp.getAsBoolean()) {
                List<Integer> less = new ArrayList<>(smallest.subList(0, at));
                less.addAll(smallest.subList(Math.min(smallest.size(), at + part), smallest.size()));
                if (isWanted.test(less)) {
                    smallest = less;
                } else {
                    at += part;
                }
            }
        }
        return smallest;
    }

    private boolean fails(Selection selection) {
        tries++;
        Outcome outcome = SimulationRun.of(selection.of(scenario));
        return outcome.violation().filter(broken -> broken.rule().equals(rule)).isPresent();
    }
}
