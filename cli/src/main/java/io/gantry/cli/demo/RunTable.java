package io.gantry.cli.demo;

import io.gantry.cli.check.CheckReport;
import io.gantry.cli.check.CheckResult;
import io.gantry.cli.flow.FlowStatistics;
import io.gantry.engine.api.migration.MigrationReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How a run went, for people. */
final class RunTable {
    private static final double MICROS_PER_MILLI = 1000;

    private final PrintWriter out;

    RunTable(PrintWriter out) {
        this.out = out;
    }

    void print(RunResult result) {
        figures(result);
        migrations(result.migrations());
        checks(result.checks());
        out.println();
        out.println(verdict(result));
        out.flush();
    }

    private void figures(RunResult result) {
        FlowStatistics statistics = result.flow().statistics();
        RunTimes times = result.times();
        line("flow", statistics.spec());
        if (statistics.rows() != statistics.used()) {
            line(
                    "rows",
                    "%,d, used %,d, of unknown orders %,d, of orders without an end %,d",
                    statistics.rows(),
                    statistics.used(),
                    statistics.skippedUnknownOrder(),
                    statistics.skippedNoEnd());
        }
        line(
                "commands",
                "%,d for %d symbols from %d sessions in %.1f s, %,.0f per second",
                result.flow().commands(),
                result.flow().symbols().size(),
                result.flow().sessions(),
                times.seconds(),
                times.commandsPerSecond());
        result.report().ifPresent(report -> outcomes(report, statistics));
        line(
                "latency",
                "p50 %s, p99 %s, p99.9 %s, max %s ms, from when a command was due to its answer",
                millis(times.p50Micros()),
                millis(times.p99Micros()),
                millis(times.p999Micros()),
                millis(times.maxMicros()));
        line(
                "longest gap",
                "%.1f ms without an answer for %s while commands waited",
                times.longestGapMillis(),
                result.flow().symbols().get(0).name());
    }

    private void outcomes(CheckReport report, FlowStatistics statistics) {
        line(
                "outcomes",
                "%,d acknowledged (%,d of them rejected by the book), %,d not executed",
                report.acknowledged(),
                report.rejected(),
                report.notExecuted());
        line("events", "%,d: %s", report.events(), counts(report.eventsByKind()));
        reasons("cancels", report.cancelsByReason());
        reasons("rejections", report.rejectsByReason());
        if (statistics.executionsOnTape() > 0) {
            line(
                    "tape",
                    "%,d of %,d executions traded with the very order that the tape names",
                    report.executionsOnSameOrder(),
                    statistics.executionsOnTape());
        }
    }

    private void reasons(String name, Map<?, Long> counts) {
        if (!counts.isEmpty()) {
            line(name, "%s", counts(counts));
        }
    }

    private static String counts(Map<?, Long> counts) {
        return counts.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%,d %s",
                        entry.getValue(),
                        entry.getKey().toString().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .collect(Collectors.joining(", "));
    }

    private void migrations(List<MigrationReport> migrations) {
        if (migrations.isEmpty()) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(
                List.of("migration", "symbols", "from", "to", "outcome", "orders", "bytes", "pause ms", "hash at cut"));
        for (MigrationReport migration : migrations) {
            rows.add(List.of(
                    migration.id(),
                    String.join(",", migration.symbols()),
                    migration.source().toString(),
                    migration.target().toString(),
                    migration.state().name(),
                    String.format(Locale.ROOT, "%,d", migration.restingOrders()),
                    String.format(Locale.ROOT, "%,d", migration.snapshotBytes()),
                    millis(migration.pauseMicros()),
                    migration.hashAtCut()));
        }
        out.println();
        columns(rows);
    }

    private void checks(List<CheckResult> checks) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("check", "", ""));
        for (CheckResult check : checks) {
            rows.add(List.of(check.name(), check.passed() ? "pass" : "FAIL", check.detail()));
        }
        out.println();
        columns(rows);
    }

    private void columns(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                text.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            out.println(text.toString().stripTrailing());
        }
    }

    private void line(String name, String format, Object... values) {
        String text = values.length == 0 ? format : String.format(Locale.ROOT, format, values);
        out.println(name + " ".repeat(13 - name.length()) + text);
    }

    private static String verdict(RunResult result) {
        if (!result.passed()) {
            long failed =
                    result.checks().stream().filter(check -> !check.passed()).count();
            return "FAILED: " + failed + " of " + result.checks().size() + " checks";
        }
        return result.report().isPresent()
                ? "PASSED: all " + result.checks().size() + " checks"
                : "NOT CHECKED: the symbols had been traded before, so there is nothing to compare their books with";
    }

    private static String millis(long micros) {
        return String.format(Locale.ROOT, "%.2f", micros / MICROS_PER_MILLI);
    }
}
