package io.gantry.shell;

import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.Place;
import java.util.List;

/** A migration as operators read it; the keys of {@code --json}. */
record MigrationDocument(
        String id,
        String strategy,
        List<String> symbols,
        Place source,
        Place target,
        String outcome,
        String step,
        String detail,
        long restingOrders,
        long pauseMicros,
        long durationMillis,
        long snapshotBytes,
        String hashAtCut) {

    static MigrationDocument of(MigrationReport report) {
        return new MigrationDocument(
                report.id(),
                report.strategy(),
                report.symbols(),
                report.source(),
                report.target(),
                report.state().name(),
                report.step(),
                report.detail(),
                report.restingOrders(),
                report.pauseMicros(),
                report.durationMillis(),
                report.snapshotBytes(),
                report.hashAtCut());
    }

    /** From where to where, for people. */
    static String way(MigrationReport report) {
        return String.join(", ", report.symbols()) + ": partition " + report.source() + " -> partition "
                + report.target() + " by " + report.strategy();
    }

    /** How it ended, for people. */
    static String ending(MigrationReport report) {
        String figures = report.restingOrders() + " orders, " + report.snapshotBytes() + " bytes, pause "
                + millis(report.pauseMicros()) + " ms, " + report.durationMillis() + " ms in all"
                + (report.hashAtCut().isEmpty() ? "" : ", hash " + report.hashAtCut());
        return report.state() + " " + report.id() + ": " + figures
                + (report.detail().isEmpty() ? "" : System.lineSeparator() + "  " + report.detail());
    }

    static String millis(long micros) {
        return micros / 1_000 + "." + String.format("%03d", micros % 1_000);
    }
}
