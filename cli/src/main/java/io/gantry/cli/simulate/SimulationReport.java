package io.gantry.cli.simulate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gantry.simulator.Campaign;
import io.gantry.simulator.Failure;
import io.gantry.simulator.mutants.MutantReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** What a campaign has to tell. */
record SimulationReport(long from, Campaign.Result result, Optional<Failure> failure, long nanos) {

    private static final double SECOND = 1e9;
    private static final double MINUTE = 60e9;

    void print(PrintWriter out) {
        result.tally()
                .counts()
                .forEach((what, count) -> out.println(String.format(Locale.ROOT, "%12d  %s", count, what)));
        out.println(String.format(
                Locale.ROOT,
                "%d seeds from %d in %.1f s (%.0f a minute), %.0f s of virtual time, %d things happened",
                result.seeds(),
                from,
                nanos / SECOND,
                result.seeds() / (nanos / MINUTE),
                result.virtualNanos() / SECOND,
                result.steps()));
        if (failure.isPresent()) {
            out.println();
            failure.get().lines().forEach(out::println);
        } else {
            out.println("no rule was broken");
        }
    }

    ObjectNode json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("from", from)
                .put("seeds", result.seeds())
                .put("seconds", nanos / SECOND)
                .put("virtualSeconds", result.virtualNanos() / SECOND)
                .put("steps", result.steps());
        ObjectNode counts = root.putObject("counts");
        result.tally().counts().forEach(counts::put);
        failure.ifPresent(failed -> {
            ObjectNode told = root.putObject("failure");
            told.put("seed", failed.seed())
                    .put("rule", failed.violation().rule())
                    .put("what", failed.violation().getMessage())
                    .put("keep", failed.selection().toString());
            ArrayNode lines = told.putArray("lines");
            failed.lines().forEach(lines::add);
        });
        return root;
    }

    static ObjectNode json(MutantReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("mutants", report.results().size())
                .put("killed", report.killed())
                .put("seedsEach", report.seeds());
        ArrayNode results = root.putArray("results");
        report.results()
                .forEach(result -> results.addObject()
                        .put("name", result.name())
                        .put("breaks", result.breaks())
                        .put("killed", result.isKilled())
                        .put("seed", result.seed())
                        .put("rule", result.rule())
                        .put("what", result.what()));
        return root;
    }
}
