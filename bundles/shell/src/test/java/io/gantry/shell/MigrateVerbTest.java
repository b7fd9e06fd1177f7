package io.gantry.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.migration.MigrationState;
import io.gantry.shell.Shell.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrateVerbTest {

    private static final String REPORT = "{\"id\":\"S1-e1-v4\",\"strategy\":\"freeze-switch\",\"symbols\":[\"S1\"],"
            + "\"source\":{\"partition\":1,\"worker\":\"w1\"},\"target\":{\"partition\":3,\"worker\":\"w2\"},"
            + "\"outcome\":\"COMMITTED\",\"step\":\"retire\",\"detail\":\"\",\"restingOrders\":12,\"pauseMicros\":3456,"
            + "\"durationMillis\":7,\"snapshotBytes\":890,\"hashAtCut\":\"0123456789abcdef\"}";

    private final FakeEngine engine = new FakeEngine();
    private final Shell shell = new Shell().with("migrate", new MigrateVerb(engine.coordinator, engine.register()));

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void shouldWaitAndTellTheOutcome() {
        Answer answer = shell.run("gantry:migrate S1 --to 3 --strategy freeze-switch");

        assertThat(answer.status()).isZero();
        assertThat(answer.out())
                .containsExactly(
                        "S1: partition 1 on w1 -> partition 3 on w2 by freeze-switch",
                        "COMMITTED S1-e1-v4: 12 orders, 890 bytes, pause 3.456 ms, 7 ms in all, hash 0123456789abcdef");
    }

    @Test
    void shouldPrintOneDocumentWhenJsonIsAsked() {
        Answer answer = shell.run("gantry:migrate S1 --to 3 --strategy freeze-switch --json");

        assertThat(answer.out()).containsExactly("{\"migrations\":[" + REPORT + "],\"refused\":\"\"}");
    }

    @Test
    void shouldTellStepsWhileTheMoveGoesOn() throws Exception {
        engine.coordinator.pending = new CompletableFuture<>();
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(() -> shell.run("gantry:migrate S1 --to 3 --strategy freeze-switch"));
        await().until(() -> !engine.asked.isEmpty());
        engine.coordinator.knows(FakeEngine.report(List.of("S1"), MigrationState.RUNNING, ""));
        int looksBefore = engine.coordinator.looks();
        await().until(() -> engine.coordinator.looks() > looksBefore + 1);

        engine.coordinator.pending.complete(FakeEngine.report(List.of("S1"), MigrationState.COMMITTED, ""));

        assertThat(answer.get().out())
                .hasSize(3)
                .startsWith("S1: partition 1 on w1 -> partition 3 on w2 by freeze-switch", "  RUNNING retire");
    }

    @Test
    void shouldFailWhenRolledBack() {
        engine.coordinator.outcome = MigrationState.ROLLED_BACK;

        Answer answer = shell.run("gantry:migrate S1 --to 3 --strategy freeze-switch");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.out()).anyMatch(line -> line.startsWith("ROLLED_BACK S1-e1-v4"));
        assertThat(answer.out()).last().isEqualTo("  seal broke");

        Answer json = shell.run("gantry:migrate S1 --to 3 --strategy freeze-switch --json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.json()).contains("\"outcome\":\"ROLLED_BACK\"", "\"detail\":\"seal broke\"");
    }

    @Test
    void shouldFailWhenRefused() {
        engine.coordinator.refusal = "unknown partition 9; there are: 1, 2, 3";

        Answer answer = shell.run("gantry:migrate S1 --to 9 --strategy freeze-switch");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(answer.err()).containsExactly("unknown partition 9; there are: 1, 2, 3");

        Answer json = shell.run("gantry:migrate S1 --to 9 --strategy freeze-switch --json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.err()).isEmpty();
        assertThat(json.json())
                .isEqualTo("{\"migrations\":[],\"refused\":\"unknown partition 9; there are: 1, 2, 3\"}");
    }

    @Test
    void shouldMoveOnePartitionAfterAnotherWhenSymbolsAreInSeveral() {
        Answer answer = shell.run("gantry:migrate S1 S3 S2 --to 3 --strategy freeze-switch");

        assertThat(answer.status()).isZero();
        assertThat(engine.asked)
                .containsExactly("plan [S1, S2] to 3", "plan [S3] to 3", "move [S1, S2] to 3", "move [S3] to 3");
    }

    @Test
    void shouldMoveNothingWhenOneOfSeveralMovesWouldBeRefused() {
        engine.coordinator.refusal = "no";
        engine.coordinator.refusedSymbol = "S3";

        assertThat(shell.run("gantry:migrate S1 S3 --to 3 --strategy freeze-switch")
                        .status())
                .isEqualTo(1);
        assertThat(engine.asked).noneMatch(call -> call.startsWith("move"));
    }

    @Test
    void shouldNotGoOnWithTheNextPartitionWhenTheFirstRolledBack() {
        engine.coordinator.outcome = MigrationState.ROLLED_BACK;

        assertThat(shell.run("gantry:migrate S1 S3 --to 3 --strategy freeze-switch")
                        .status())
                .isEqualTo(1);
        assertThat(engine.asked).filteredOn(call -> call.startsWith("move")).hasSize(1);
    }

    @Test
    void shouldPrintThePlanAndMoveNothingWhenItIsADryRun() {
        Answer answer = shell.run("gantry:migrate S1 --to 3 --strategy freeze-switch --dry-run");
        assertThat(answer.out().get(0))
                .isEqualTo("move S1 from partition 1 on w1 to partition 3 on w2 by freeze-switch");
        assertThat(answer.out()).hasSize(6);

        assertThat(shell.run("gantry:migrate S1 --to 3 --strategy freeze-switch --dry-run --json")
                        .json())
                .startsWith("{\"plans\":[{\"strategy\":\"freeze-switch\",\"symbols\":[\"S1\"],"
                        + "\"source\":{\"partition\":1,\"worker\":\"w1\"},\"target\":{\"partition\":3,\"worker\":\"w2\"},"
                        + "\"steps\":[{\"step\":\"gate\",\"budgetMillis\":10000},");
        assertThat(engine.asked).noneMatch(call -> call.startsWith("move"));
    }

    @Test
    void shouldNameUnknownSymbolsAndMoveNothing() {
        Answer answer = shell.run("gantry:migrate S1 NOPE NADA --to 3 --strategy freeze-switch");

        assertThat(answer.err()).containsExactly("unknown symbols NOPE, NADA");
        assertThat(answer.status()).isEqualTo(1);
        assertThat(engine.asked).isEmpty();
        assertThat(shell.run("gantry:migrate S1 NOPE --to 3 --strategy freeze-switch --json")
                        .out())
                .containsExactly("{\"migrations\":[],\"refused\":\"unknown symbol NOPE\"}");
    }

    @Test
    void shouldSayHowItIsUsedWhenSomethingIsMissing() {
        Answer answer = shell.run("gantry:migrate S1");

        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.err().get(0))
                .startsWith("migrate: Missing required options: '--to=PARTITION', '--strategy=NAME'");
    }
}
