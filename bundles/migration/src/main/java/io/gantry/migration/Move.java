package io.gantry.migration;

import io.gantry.engine.api.migration.MigrationReport;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A move that was asked of this worker, from the question to its end. Any thread. */
final class Move {

    private final CompletableFuture<MigrationReport> end = new CompletableFuture<>();
    private volatile MigrationSession session;

    /** A migration has come of it. */
    void begins(MigrationSession begun) {
        session = begun;
    }

    /** How it goes; empty while it waits for its turn. */
    Optional<MigrationReport> progress() {
        MigrationSession begun = session;
        return begun == null ? Optional.empty() : Optional.of(begun.report());
    }

    /** Its last report, or why it was refused. */
    CompletableFuture<MigrationReport> end() {
        return end;
    }
}
