package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.partition.BookView;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A worker on its own dies without notice, and what clients were told is there when it comes back. */
final class WorkerCrashIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String WORKER = "w1";
    private static final int PARTITION = 1;
    private static final int SOME = 400;

    @RegisterExtension
    final Workers workers = new Workers();

    @Test
    void shouldHaveEveryAnsweredCommandOnceWhenKilledInTheMiddleOfAFlow() throws Exception {
        int commands = 20_000;
        workers.start(1).list("CRASH", PARTITION);
        try (Trading trading = new Trading("CRASH", 7, 201, workers.ports())) {
            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> trading.send(commands));
            await("a third is answered").atMost(LIMIT).until(() -> trading.answered() > commands / 3);

            workers.kill(WORKER);
            long answeredAtDeath = trading.answered();
            workers.start(WORKER);
            sending.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            trading.awaitOutcomes();

            assertThat(answeredAtDeath).isLessThan(commands);
            trading.check(workers.book("CRASH"));
            trading.compareWithNewcomer(workers.ports());
        }
        assertThat(workers.console(WORKER)).isEmpty();
    }

    @Test
    void shouldStartAgainWhenTheLastRecordIsTorn() throws IOException {
        workers.start(1).list("TORN", PARTITION);
        try (Trading trading = new Trading("TORN", 8, 202, workers.ports())) {
            trading.send(SOME);
            trading.awaitOutcomes();
            workers.kill(WORKER);

            JournalFile.of(workers.home(WORKER), PARTITION).appendTornRecord();
            workers.start(WORKER);
            trading.send(SOME);
            trading.awaitOutcomes();

            trading.check(workers.book("TORN"));
            trading.compareWithNewcomer(workers.ports());
        }
    }

    @Test
    void shouldRefuseToStartAndChangeNothingWhenARecordInTheMiddleIsDamaged() throws Exception {
        workers.start(1).list("DAMAGE", PARTITION);
        try (Trading trading = new Trading("DAMAGE", 9, 203, workers.ports())) {
            trading.send(SOME);
            trading.awaitOutcomes();
            BookView before = workers.book("DAMAGE");
            workers.stop(WORKER);
            JournalFile journal = JournalFile.of(workers.home(WORKER), PARTITION);
            journal.flipBitInTheMiddle();
            byte[] damaged = journal.content();

            WorkerRun run = WorkerRun.toItsEnd(workers.home(WORKER));

            assertThat(run.exitStatus()).isEqualTo(1);
            assertThat(run.output()).isEmpty();
            assertThat(run.errors())
                    .matches("gantry: [^\\n]*journal " + journal.path().getParent()
                            + ": 0{20}\\.log at offset \\d+ [^\\n]*: the record does not match its checksum, but the journal was closed at"
                            + " position \\d+[.] Nothing was changed[^\\n]*\\n");
            assertThat(journal.content()).isEqualTo(damaged);
            journal.flipBitInTheMiddle();
            workers.start(WORKER);
            // another start, another epoch of the partition, but the same book
            assertThat(workers.book("DAMAGE")).isEqualTo(before);
        }
    }
}
