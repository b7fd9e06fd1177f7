package io.gantry.tck.book;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import java.util.List;
import java.util.Optional;

/** Compares two implementations by what they do, and makes a failure small. */
final class Equivalence {

    /** Times that a failing list is tried to be made smaller. */
    private static final int SHRINK_TRIES = 6_000;

    private final OrderBookFactory tested;
    private final OrderBookFactory oracle;
    private final Coverage coverage = new Coverage();
    private volatile EquivalenceRun current;

    Equivalence(OrderBookFactory tested, OrderBookFactory oracle) {
        this.tested = tested;
        this.oracle = oracle;
    }

    /** What all runs together came across. */
    Coverage coverage() {
        return coverage;
    }

    /** Where the run is that is under way. */
    String where() {
        return current == null ? "its start" : "step " + current.at();
    }

    /** Runs the commands of a seed; empty if both books did the same, else a report. */
    Optional<String> differenceOf(long seed) {
        return differenceOf(new RandomCommands(seed));
    }

    Optional<String> differenceOf(RandomCommands commands) {
        return differenceOf(commands.toString(), commands.instrument(), commands.steps());
    }

    /** Does these steps; empty if both books did the same, else a report. */
    Optional<String> differenceOf(String name, Instrument instrument, List<Step> steps) {
        current = new EquivalenceRun(tested, oracle, instrument, coverage);
        return current.play(steps).map(found -> report(name, instrument, steps, found));
    }

    private String report(String name, Instrument instrument, List<Step> steps, Divergence found) {
        List<Step> shrunk = shrink(instrument, steps.subList(0, Math.min(steps.size(), found.step() + 1)));
        EquivalenceRun run = run(instrument);
        Divergence last = run.play(shrunk).orElse(found);
        StringBuilder text = new StringBuilder(System.lineSeparator());
        text.append(tested.name())
                .append(" against ")
                .append(oracle.name())
                .append(", ")
                .append(name);
        text.append(": step ").append(found.step()).append(": ").append(found.what());
        text.append("\nShrunk from ").append(steps.size()).append(" steps to ").append(shrunk.size());
        text.append(", with what the oracle did:\n\n== should do as the oracle does: ")
                .append(name)
                .append('\n');
        text.append("instrument tick ").append(instrument.tickSize());
        text.append(" lot ").append(instrument.lotSize()).append('\n');
        appendLines(text, shrunk, run.expected());
        text.append("\nFirst difference there, at step ").append(last.step()).append(": ");
        return text.append(last.what()).append('\n').toString();
    }

    private static void appendLines(StringBuilder text, List<Step> steps, List<String> expected) {
        int step = 0;
        for (String line : Step.lines(steps)) {
            text.append(line);
            if (!line.startsWith("time ")) {
                String told = step < expected.size() ? expected.get(step) : "";
                text.append(told.isEmpty() ? "" : " -> ").append(told.replace(" of " + CommandText.ACCOUNT + " ", " "));
                step++;
            }
            text.append('\n');
        }
    }

    List<Step> shrink(Instrument instrument, List<Step> steps) {
        Shrinker<Step> shrinker =
                new Shrinker<>(less -> run(instrument).play(less).isPresent(), SimplerSteps::of, SHRINK_TRIES);
        return shrinker.shrink(steps);
    }

    private EquivalenceRun run(Instrument instrument) {
        return new EquivalenceRun(tested, oracle, instrument, new Coverage());
    }
}
