package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gantry.engine.api.partition.BookView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Three workers, a real cluster: markets move between them, and one of them dies. */
final class ClusterIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int WORKERS = 3;
    private static final int COMMANDS = 12_000;

    /** Partitions of the first and the second worker. */
    private static final int FIRST = 1;

    private static final int SECOND = 3;

    @RegisterExtension
    final Workers workers = new Workers();

    @Test
    void shouldLoseNothingWhenASymbolMovesThereAndBackWhileItTrades() throws Exception {
        workers.start(WORKERS).list("MOVER", FIRST);
        try (Trading trading = new Trading("MOVER", 21, 301, workers.ports())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> trading.send(COMMANDS));

            await("a quarter is answered").atMost(LIMIT).until(() -> trading.answered() > COMMANDS / 4);
            // Asked of one that has nothing to do with it, which forwards it.
            JsonNode there = workers.migrate("w3", "MOVER", SECOND);
            long answeredThere = trading.answered();
            await("another quarter is answered")
                    .atMost(LIMIT)
                    .until(() -> trading.answered() > Math.min(answeredThere + COMMANDS / 4, COMMANDS - 1));
            JsonNode back = workers.migrate("w1", "MOVER", FIRST);
            sending.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            trading.awaitOutcomes();

            assertMoved(there, "w1", "w2");
            assertMoved(back, "w2", "w1");
            BookView book = workers.book("MOVER");
            assertThat(book.partition()).isEqualTo(FIRST);
            assertThat(book.epoch()).isEqualTo(3);
            trading.check(book);
        }
    }

    @Test
    void shouldServeItsPartitionsAgainWhenAWorkerWasKilled() throws Exception {
        workers.start(WORKERS).list("LEFT", FIRST);
        workers.list("STAYS", SECOND);
        try (Trading onOther = new Trading("LEFT", 22, 302, workers.ports());
                Trading onKilled = new Trading("STAYS", 23, 303, workers.ports())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> onKilled.send(COMMANDS));
            await("a third is answered").atMost(LIMIT).until(() -> onKilled.answered() > COMMANDS / 3);

            workers.awaitKeepers().kill("w2");
            onOther.send(COMMANDS / 10);
            onOther.awaitOutcomes();
            workers.start("w2");
            sending.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            onKilled.awaitOutcomes();

            // The register takes new symbols and moves, those of the worker that is back included.
            workers.list("NEW", SECOND);
            assertMoved(workers.migrate("w1", "STAYS", FIRST), "w2", "w1");
            assertMoved(workers.migrate("w2", "LEFT", SECOND), "w1", "w2");
            onKilled.check(workers.book("STAYS"));
            onOther.check(workers.book("LEFT"));
        }
    }

    @Test
    void shouldTellTheRegisterFromTheJournalsWhenAllWorkersWereKilledAtOnce() throws Exception {
        workers.start(WORKERS).list("MOVED", FIRST);
        workers.list("STAYED", SECOND);
        try (Trading moved = new Trading("MOVED", 24, 304, workers.ports());
                Trading stayed = new Trading("STAYED", 25, 305, workers.ports())) {
            moved.send(COMMANDS / 10);
            assertMoved(workers.migrate("w1", "MOVED", SECOND), "w1", "w2");
            stayed.send(COMMANDS / 10);
            moved.awaitOutcomes();
            stayed.awaitOutcomes();
            BookView movedBefore = workers.book("MOVED");
            BookView stayedBefore = workers.book("STAYED");
            moved.awaitEvents(movedBefore);
            stayed.awaitEvents(stayedBefore);

            List.of("w1", "w2", "w3").forEach(workers::kill);
            workers.startAll();

            // The register lived in the memory of the workers: what it says now is from their journals.
            assertThat(workers.book("MOVED")).isEqualTo(movedBefore);
            assertThat(workers.book("STAYED")).isEqualTo(stayedBefore);
            moved.send(COMMANDS / 10);
            moved.awaitOutcomes();
            assertMoved(workers.migrate("w1", "MOVED", FIRST), "w2", "w1");
            moved.check(workers.book("MOVED"));
            stayed.check(workers.book("STAYED"));
        }
    }

    private static void assertMoved(JsonNode report, String source, String target) {
        assertThat(report.path("outcome").asText()).as("%s", report).isEqualTo("COMMITTED");
        assertThat(report.at("/source/worker").asText()).isEqualTo(source);
        assertThat(report.at("/target/worker").asText()).isEqualTo(target);
    }
}
