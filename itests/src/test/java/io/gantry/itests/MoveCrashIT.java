package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.gantry.engine.api.partition.BookView;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Source or target of a move is killed at a random moment of it and comes back: the symbol ends up with one owner that has
 * everything, whichever that is. {@code -Dgantry.crash.rounds=N -Dgantry.crash.seed=N} make it longer and other.
 */
final class MoveCrashIT {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long SEED = Long.getLong("gantry.crash.seed", 20_261_122);
    private static final int WORKERS = 3;
    private static final int ROUNDS = Integer.getInteger("gantry.crash.rounds", 3);
    private static final int COMMANDS = 4_000;
    private static final int LATEST_KILL_MILLIS = 150;
    private static final int FIRST = 1;
    private static final int SECOND = 3;

    @RegisterExtension
    final Workers workers = new Workers();

    private final Random random = new Random(SEED);
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void endKiller() {
        killer.shutdownNow();
    }

    @Test
    void shouldHaveOneOwnerWithEverythingWhenTheTargetIsKilledWhileItTrades() throws Exception {
        workers.start(WORKERS).list("VICTIM", FIRST);
        try (Trading trading = new Trading("VICTIM", 31, SEED, workers.ports())) {
            for (int round = 1; round <= ROUNDS; round++) {
                CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> trading.send(COMMANDS));
                boolean isAtFirst = partition("VICTIM") == FIRST;

                moveAndKill("VICTIM", isAtFirst ? SECOND : FIRST, isAtFirst ? "w2" : "w1");
                sending.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                trading.awaitOutcomes();
            }

            BookView book = workers.book("VICTIM");
            assertThat(trading.check(book).acknowledged()).isEqualTo(ROUNDS * COMMANDS);
        }
    }

    @Test
    void shouldHaveOneOwnerWithEverythingWhenTheSourceIsKilled() throws Exception {
        workers.start(WORKERS).list("VICTIM", FIRST);
        try (Trading trading = new Trading("VICTIM", 32, SEED + 1, workers.ports())) {
            for (int round = 1; round <= ROUNDS; round++) {
                trading.send(COMMANDS);
                trading.awaitOutcomes();
                trading.awaitEvents(workers.book("VICTIM"));
                boolean isAtFirst = partition("VICTIM") == FIRST;

                moveAndKill("VICTIM", isAtFirst ? SECOND : FIRST, isAtFirst ? "w1" : "w2");
            }
            trading.send(COMMANDS);
            trading.awaitOutcomes();

            BookView book = workers.book("VICTIM");
            assertThat(trading.check(book).acknowledged()).isEqualTo((ROUNDS + 1) * COMMANDS);
        }
    }

    /** Returns when the worker is back and the register says that nothing moves any more. */
    private void moveAndKill(String symbol, int target, String victim) throws Exception {
        workers.awaitKeepers();
        int killMillis = random.nextInt(LATEST_KILL_MILLIS);
        CompletableFuture<JsonNode> move = CompletableFuture.supplyAsync(() -> workers.migrate("w3", symbol, target));
        killer.schedule(() -> workers.kill(victim), killMillis, TimeUnit.MILLISECONDS)
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        workers.start(victim);
        try {
            move.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException notKnown) {
            // Who asked may never hear how it ended; the register knows.
            assertThat(notKnown).hasCauseInstanceOf(RuntimeException.class);
        } catch (TimeoutException late) {
            throw new AssertionError("seed " + SEED + ", kill of " + victim + " after " + killMillis + " ms", late);
        }
        await("the end of the move, " + victim + " killed after " + killMillis + " ms, seed " + SEED)
                .atMost(LIMIT)
                .until(() -> route(symbol).path("migration").asText().isEmpty());
    }

    private int partition(String symbol) {
        return route(symbol).path("partition").asInt();
    }

    private JsonNode route(String symbol) {
        return workers.ask("w3", "gantry:routes " + symbol).at("/symbols/0");
    }
}
