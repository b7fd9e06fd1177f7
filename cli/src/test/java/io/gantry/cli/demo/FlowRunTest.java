package io.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gantry.cli.check.CheckResult;
import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.protocol.EventKind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The run, from listing to verdict, against a cluster in memory. */
final class FlowRunTest {
    private static final int HOME = 1;
    private static final int AWAY = 3;

    private final Flow flow = FlowSpec.parse("generated:commands=3000,symbols=3,sessions=2,resting=100,seed=5")
            .open();
    private final MemoryCluster cluster = new MemoryCluster();
    private final Abort abort = new Abort(Thread.currentThread());

    @BeforeEach
    void list() {
        flow.symbols().forEach(symbol -> cluster.list(symbol, HOME));
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void shouldPassAndMoveThereAndBackWhenTheClusterIsHonest() {
        RunResult result = run();

        assertThat(failed(result)).isEmpty();
        assertThat(result.passed()).isTrue();
        assertThat(cluster.targets()).containsExactly(AWAY, HOME);
        assertThat(result.migrations()).extracting(move -> move.state()).containsOnly(MigrationState.COMMITTED);
        assertThat(result.report().orElseThrow().acknowledged()).isEqualTo(3000);
        assertThat(result.times().commandsPerSecond()).isPositive();
        assertThat(result.times().maxMicros())
                .isGreaterThanOrEqualTo(result.times().p50Micros());
    }

    @Test
    void shouldPassWhenEveryOrderIsSpecial() {
        Flow special = FlowSpec.parse("generated:commands=20000,symbols=3,sessions=2,resting=100,seed=5,special=100")
                .open();

        RunResult result = new FlowRun(special, cluster, cluster, abort, System::nanoTime)
                .run(Pace.UNLIMITED, Optional.empty(), true);

        assertThat(failed(result)).isEmpty();
        assertThat(result.report().orElseThrow().eventsByKind()).containsOnlyKeys(EventKind.values());
    }

    @Test
    void shouldReportUnderTheAgreedKeys() {
        ObjectNode report = RunReport.json(run(), 3);

        assertThat(names(report))
                .contains(
                        "passed",
                        "workers",
                        "symbols",
                        "commands",
                        "acknowledged",
                        "trades",
                        "lost",
                        "duplicated",
                        "reordered",
                        "mismatched",
                        "eventChainsIntact",
                        "throughputPerSecond",
                        "latencyMicros",
                        "longestGapMillis",
                        "migrations",
                        "flow",
                        "checks");
        assertThat(names((ObjectNode) report.get("latencyMicros"))).containsExactly("p50", "p99", "p999", "max");
        ObjectNode migration = (ObjectNode) report.get("migrations").get(0);
        assertThat(names(migration))
                .contains(
                        "id",
                        "strategy",
                        "symbols",
                        "source",
                        "target",
                        "outcome",
                        "restingOrders",
                        "pauseMicros",
                        "durationMillis",
                        "snapshotBytes",
                        "hashAtCut");
        assertThat(migration.get("target").toString()).isEqualTo("{\"partition\":3,\"worker\":\"w3\"}");
        assertThat(names((ObjectNode) report.get("flow")))
                .containsExactly("spec", "rows", "used", "skipped", "executionsOnTape", "executionsOnSameOrder");
        assertThat(names((ObjectNode) report.get("flow").get("skipped"))).containsExactly("unknownOrder", "noEnd");
        assertThat(names((ObjectNode) report.get("checks").get(0))).containsExactly("name", "passed", "detail");
        assertThat(total(report.get("eventsByKind")))
                .isEqualTo(report.get("events").asLong());
        assertThat(total(report.get("cancelsByReason")))
                .isEqualTo(report.get("eventsByKind").get("CANCELLED").asLong());
        assertThat(total(report.get("rejectsByReason")))
                .isEqualTo(report.get("rejected").asLong());
        assertThat(report.get("trades").asLong())
                .isPositive()
                .isEqualTo(report.get("eventsByKind").get("TRADED").asLong());
        assertThat(report.get("passed").asBoolean()).isTrue();
        assertThat(report.get("symbols").asInt()).isEqualTo(3);
        assertThat(report.get("acknowledged").asLong()).isEqualTo(3000);
    }

    @Test
    void shouldFailAndNotMoveBackWhenAMoveIsRolledBack() {
        cluster.endMovesWith(MigrationState.ROLLED_BACK);

        RunResult result = run();

        assertThat(failed(result)).containsExactly("migrations");
        assertThat(detail(result, "migrations")).contains("ROLLED_BACK in step verify: hashes differ");
        assertThat(cluster.targets()).containsExactly(AWAY);
    }

    @Test
    void shouldFailWhenAMoveIsRefused() {
        cluster.refuseMoves("no strategy of this name");

        RunResult result = run();

        assertThat(failed(result)).containsExactly("migrations");
        assertThat(detail(result, "migrations")).contains("to partition 3: no strategy of this name");
    }

    @Test
    void shouldFailWhenAnAcknowledgedCommandIsInNoEvent() {
        cluster.forget(command -> command.requestId() == 700 && command.clientId() == 1);

        RunResult result = run();

        assertThat(failed(result)).contains("lost", "event-sequence");
        assertThat(result.report().orElseThrow().lost()).isEqualTo(1);
        assertThat(RunReport.json(result, 3).get("passed").asBoolean()).isFalse();
    }

    @Test
    void shouldTellWhichCommandWhenOneIsNotExecuted() {
        cluster.refuse(command -> command.requestId() == 1400 && command.clientId() == 2);

        RunResult result = run();

        assertThat(failed(result)).containsExactly("complete");
        assertThat(detail(result, "complete"))
                .isEqualTo("2999 acknowledged of 3000 commands of the flow. request 1400 is invalid");
    }

    @Test
    void shouldNotCheckWhenTheSymbolsWereTradedBefore() {
        FlowRun run = new FlowRun(flow, cluster, cluster, abort, System::nanoTime);
        flow.symbols().forEach(symbol -> cluster.subscribe(symbol.name(), new DeafFeed()));

        RunResult result = run.run(Pace.UNLIMITED, Optional.empty(), false);

        assertThat(result.report()).isEmpty();
        assertThat(failed(result)).isEmpty();
        assertThat(printed(result)).contains("NOT CHECKED").contains("complete");
        assertThat(RunReport.json(result, 3).get("passed").asBoolean()).isFalse();
    }

    @Test
    void shouldEndWithTheReasonWhenItIsAborted() {
        cluster.refuse(command -> {
            abort.because("worker w2 died");
            return false;
        });

        assertThatThrownBy(this::run).isInstanceOf(RunException.class).hasMessage("worker w2 died");
        assertThat(Thread.interrupted()).isIn(true, false);
    }

    @Test
    void shouldPrintATableThatNamesEveryCheck() {
        RunResult result = run();

        String table = printed(result);

        assertThat(table).contains("PASSED: all " + result.checks().size() + " checks");
        result.checks().forEach(check -> assertThat(table).contains(check.name()));
        assertThat(table).contains("COMMITTED").contains("3,000 for 3 symbols from 2 sessions");
    }

    @Test
    void shouldAddTheWarmUpToTheChecksWhenThereWasOne() {
        RunResult result = run().with(new CheckResult("warm-up", false, "lost: one"));

        assertThat(failed(result)).containsExactly("warm-up");
        assertThat(printed(result)).contains("FAILED").contains("warm-up");
    }

    private RunResult run() {
        Moves.Route route = new Moves.Route(flow.symbols().get(0).name(), HOME, AWAY, "freeze-switch");
        try (Moves moves = new Moves(cluster, route, flow.commands())) {
            return new FlowRun(flow, cluster, cluster, abort, System::nanoTime)
                    .run(Pace.UNLIMITED, Optional.of(moves), true);
        }
    }

    private static String printed(RunResult result) {
        StringWriter text = new StringWriter();
        new RunTable(new PrintWriter(text)).print(result);
        return text.toString();
    }

    private static List<String> failed(RunResult result) {
        return result.checks().stream()
                .filter(check -> !check.passed())
                .map(CheckResult::name)
                .toList();
    }

    private static String detail(RunResult result, String name) {
        return result.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .detail();
    }

    private static long total(JsonNode counts) {
        long sum = 0;
        for (JsonNode count : counts) {
            sum += count.asLong();
        }
        return sum;
    }

    private static List<String> names(ObjectNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static final class DeafFeed implements Market.FeedListener {
        @Override
        public void event(io.gantry.protocol.BookEvent event) {}

        @Override
        public void trouble(String sentence) {}
    }
}
