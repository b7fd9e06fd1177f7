package io.gantry.cli.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gantry.cli.check.CheckReport;
import io.gantry.cli.check.CheckResult;
import io.gantry.cli.flow.FlowStatistics;
import io.gantry.cli.report.ReportFile;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.Place;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The report of a run as a JSON file. */
final class RunReport {
    private static final double TENTH = 10;

    private RunReport() {}

    /** Writes a report, replacing what the file holds. */
    static void write(Path file, RunResult result, int workers) {
        ReportFile.write(file, json(result, workers));
    }

    static ObjectNode json(RunResult result, int workers) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        Optional<CheckReport> report = result.report();
        RunTimes times = result.times();
        root.put("passed", result.passed() && report.isPresent());
        root.put("checked", report.isPresent());
        root.put("workers", workers);
        root.put("symbols", result.flow().symbols().size());
        root.put("commands", result.flow().commands());
        root.put("acknowledged", result.acknowledged());
        report.ifPresent(verdict -> putVerdict(root, verdict));
        root.put("throughputPerSecond", rounded(times.commandsPerSecond()));
        root.putObject("latencyMicros")
                .put("p50", times.p50Micros())
                .put("p99", times.p99Micros())
                .put("p999", times.p999Micros())
                .put("max", times.maxMicros());
        root.put("durationSeconds", rounded(times.seconds()));
        root.put("longestGapMillis", rounded(times.longestGapMillis()));
        ArrayNode migrations = root.putArray("migrations");
        result.migrations().forEach(migration -> putMigration(migrations.addObject(), migration));
        putFlow(root.putObject("flow"), result);
        ArrayNode checks = root.putArray("checks");
        for (CheckResult check : result.checks()) {
            checks.addObject()
                    .put("name", check.name())
                    .put("passed", check.passed())
                    .put("detail", check.detail());
        }
        return root;
    }

    private static void putVerdict(ObjectNode root, CheckReport report) {
        root.put("rejected", report.rejected())
                .put("notExecuted", report.notExecuted())
                .put("events", report.events())
                .put("trades", report.trades())
                .put("lost", report.lost())
                .put("duplicated", report.duplicated())
                .put("reordered", report.reordered())
                .put("mismatched", report.mismatched())
                .put("eventChainsIntact", report.eventChainsIntact());
        putCounts(root.putObject("eventsByKind"), report.eventsByKind());
        putCounts(root.putObject("cancelsByReason"), report.cancelsByReason());
        putCounts(root.putObject("rejectsByReason"), report.rejectsByReason());
    }

    private static void putCounts(ObjectNode node, Map<?, Long> counts) {
        counts.forEach((what, count) -> node.put(what.toString(), count));
    }

    private static void putMigration(ObjectNode node, MigrationReport migration) {
        node.put("id", migration.id()).put("strategy", migration.strategy());
        ArrayNode symbols = node.putArray("symbols");
        migration.symbols().forEach(symbols::add);
        putPlace(node.putObject("source"), migration.source());
        putPlace(node.putObject("target"), migration.target());
        node.put("outcome", migration.state().name())
                .put("detail", migration.detail())
                .put("restingOrders", migration.restingOrders())
                .put("pauseMicros", migration.pauseMicros())
                .put("durationMillis", migration.durationMillis())
                .put("snapshotBytes", migration.snapshotBytes())
                .put("hashAtCut", migration.hashAtCut());
    }

    private static void putPlace(ObjectNode node, Place place) {
        node.put("partition", place.partition()).put("worker", place.worker());
    }

    private static void putFlow(ObjectNode node, RunResult result) {
        FlowStatistics statistics = result.flow().statistics();
        node.put("spec", statistics.spec()).put("rows", statistics.rows()).put("used", statistics.used());
        node.putObject("skipped")
                .put("unknownOrder", statistics.skippedUnknownOrder())
                .put("noEnd", statistics.skippedNoEnd());
        node.put("executionsOnTape", statistics.executionsOnTape());
        result.report().ifPresent(report -> node.put("executionsOnSameOrder", report.executionsOnSameOrder()));
    }

    private static double rounded(double figure) {
        return Math.round(figure * TENTH) / TENTH;
    }
}
