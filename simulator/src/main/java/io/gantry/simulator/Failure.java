package io.gantry.simulator;

import io.gantry.simulator.cluster.Fault;
import io.gantry.simulator.cluster.Outcome;
import io.gantry.simulator.cluster.Scenario;
import io.gantry.simulator.cluster.SimulationRun;
import io.gantry.simulator.trade.PlannedCommand;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A seed that broke a rule.
 *
 * @param seed which
 * @param violation what it broke
 * @param selection the smallest part of its scenario that was found to break the same rule
 * @param shrunk how that went
 */
public record Failure(long seed, Violation violation, Selection selection, Outcome shrunk) {

    private static final int MOST_COMMANDS = 40;

    /** Shrinks a failing seed. */
    public static Failure of(long seed, Violation violation, BooleanSupplier isTimeUp) {
        Scenario scenario = Scenario.of(seed);
        Selection selection = new ScenarioShrinker(scenario, violation.rule(), isTimeUp).shrink();
        return new Failure(seed, violation, selection, SimulationRun.of(selection.of(scenario)));
    }

    /** In words, for people. */
    public List<String> lines() {
        Scenario whole = Scenario.of(seed);
        Scenario scenario = selection.of(whole);
        List<String> lines = new ArrayList<>();
        lines.add("seed " + seed + " broke a rule. " + violation.getMessage());
        lines.add("");
        lines.add(
                "Its " + whole.faults().size() + " faults and " + whole.trades().commands() + " commands, shrunk to "
                        + scenario.faults().size() + " and " + scenario.trades().commands() + ":");
        lines.add("  " + scenario.shape());
        for (Fault fault : scenario.faults()) {
            lines.add("  " + fault);
        }
        addCommands(scenario, lines);
        shrunk.violation().ifPresent(broken -> lines.add("  " + broken.getMessage()));
        lines.add("");
        lines.add("When it ended:");
        shrunk.picture().forEach(line -> lines.add("  " + line));
        lines.add("");
        lines.add("The seed once more, with all that happens: gantry simulate --seeds 1 --from " + seed + " --trace");
        lines.add("What it was shrunk to:                      gantry simulate --seeds 1 --from " + seed
                + " --trace --keep '" + selection + "'");
        return lines;
    }

    private static void addCommands(Scenario scenario, List<String> lines) {
        int left = MOST_COMMANDS;
        for (List<PlannedCommand> client : scenario.trades().clients()) {
            for (PlannedCommand command : client) {
                if (left-- > 0) {
                    lines.add("  " + command);
                }
            }
        }
        if (left < 0) {
            lines.add("  and " + -left + " more commands");
        }
    }
}
