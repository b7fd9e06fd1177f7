package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.cli.check.CheckReport;
import io.gantry.cli.cluster.ClusterShape;
import io.gantry.cli.cluster.Replication;
import io.gantry.client.GantryClient;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.BookView;
import io.gantry.protocol.CommandAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Three workers, each partition on all three, and clients that trade all the time: primaries die and fall silent, others take over, and nothing that
 * was acknowledged is lost. {@code -Dgantry.replication.pauseSeconds=30} has them fall silent for longer, {@code -Dgantry.replication.seed=N} sends other commands.
 */
final class ReplicationIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(Integer.getInteger("gantry.replication.pauseSeconds", 8));
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final long SEED = Long.getLong("gantry.replication.seed", 20_261_122);
    private static final ClusterShape SHAPE = new ClusterShape(
            3, 1, ClusterShape.ANY_PORTS, new Replication(2, Optional.of(Durability.REPLICATED_FSYNC)));
    private static final int CLIENTS = 4;
    private static final int COMMANDS_PER_SECOND = 100;
    private static final int SOME = 200;
    private static final int LATE_COMMANDS = 50;
    private static final long READER = 1_000;
    private static final long LONER = 2_000;
    private static final long LONERS_ORDERS = LONER * 1_000_000;

    @RegisterExtension
    final Workers workers = new Workers();

    private final List<String> figures = new ArrayList<>();

    @Test
    void shouldLoseNothingWhenAPrimaryIsKilledAndTheNextOneFallsSilent() throws Exception {
        workers.start(SHAPE, Map.of()).awaitKeepers();
        workers.list("ONE", 1);
        workers.list("TWO", 2);
        try (Traders traders = new Traders(List.of("ONE", "TWO"), CLIENTS, READER, SEED, workers.ports())) {
            traders.begin(COMMANDS_PER_SECOND);
            traders.awaitMore("trading begins", SOME);

            String killed = workers.primary(1);
            killAndTakeOver(killed, traders);
            workers.start(killed);
            workers.awaitInSync("after " + killed + " was killed and started again");
            workers.awaitKeepers();
            fallSilentAndTakeOver(workers.primary(1), traders);
            workers.awaitInSync("after one fell silent and came back");
            workers.awaitKeepers();
            traders.awaitMore("trading goes on with all", SOME);

            traders.end();
            Map<String, BookView> books = Map.of("ONE", workers.book("ONE"), "TWO", workers.book("TWO"));
            CheckReport report = traders.check(books);
            books.values().forEach(this::awaitSameOnAllWorkers);
            figures.add(report.commands() + " commands of " + CLIENTS + " clients, all acknowledged, "
                    + report.rejected()
                    + " of them rejected; " + report.events() + " events; lost " + report.lost() + ", duplicated "
                    + report.duplicated() + ", reordered " + report.reordered() + ", mismatched "
                    + report.mismatched());
        } finally {
            figures.forEach(System.out::println);
        }
    }

    @Test
    void shouldServeFromAReplicaThatHasEverythingWhenAllWereKilledAndOneHadBeenDeadForLonger() throws Exception {
        workers.start(SHAPE, Map.of()).awaitKeepers();
        workers.list("ONE", 1);
        try (Traders traders = new Traders(List.of("ONE"), CLIENTS, READER, SEED + 1, workers.ports())) {
            traders.begin(COMMANDS_PER_SECOND);
            traders.awaitMore("trading begins", SOME);
            workers.kill("w1");
            traders.awaitMore("what the dead one has not got", SOME);
            traders.end();
            BookView before = workers.book("ONE");

            // The register lived in the memory of the workers, and the one that would be the primary of partition 1 if
            // nobody
            // were has missed something.
            List.of("w2", "w3").forEach(workers::kill);
            workers.startAll();
            workers.awaitInSync("after all were killed");

            assertThat(workers.book("ONE").stateHash()).isEqualTo(before.stateHash());
            assertThat(workers.book("ONE").commandSequence()).isEqualTo(before.commandSequence());
            traders.check(Map.of("ONE", workers.book("ONE")));
            awaitSameOnAllWorkers(workers.book("ONE"));
        }
    }

    private void killAndTakeOver(String killed, Traders traders) {
        long epoch = workers.partition(1).path("epoch").asLong();
        traders.longestSilence("ONE");
        workers.kill(killed);

        await("another primary than " + killed)
                .atMost(LIMIT)
                .until(() -> !workers.primary(1).equals(killed));
        traders.awaitMore("trading without " + killed, SOME);

        assertThat(workers.partition(1).path("epoch").asLong()).isGreaterThan(epoch);
        note(killed + " killed", epoch, traders);
    }

    /** The silent one finds commands when it wakes up that nobody else has seen; it must acknowledge none of them by itself. */
    private void fallSilentAndTakeOver(String silent, Traders traders) throws Exception {
        long epoch = workers.partition(1).path("epoch").asLong();
        traders.longestSilence("ONE");
        try (GantryClient loner = traders.connect(LONER, 1);
                LoneConnection late = new LoneConnection(workers.port(silent), LONER)) {
            long begin = System.nanoTime();
            workers.pause(silent);
            List<OrderCommand> commands = lateCommands(loner, traders);
            for (OrderCommand command : commands) {
                late.send(command);
            }
            await("another primary than " + silent)
                    .atMost(LIMIT)
                    .until(() -> !workers.primary(1).equals(silent));
            traders.awaitMore("trading without " + silent, SOME);
            await("the end of the silence")
                    .atMost(PAUSE.plus(LIMIT))
                    .until(() -> System.nanoTime() - begin > PAUSE.toNanos());
            workers.resume(silent);

            LoneConnection.Heard told = late.listen(SILENCE);
            Map<Long, CommandAnswer> right = sendAgain(commands, loner, traders);
            for (CommandAnswer answer : told.answers()) {
                assertThat(answer)
                        .as("what %s said after its silence", silent)
                        .hasToString(right.get(answer.requestId()).toString());
            }
            assertThat(workers.partition(1).path("epoch").asLong()).isGreaterThan(epoch);
            note(
                    silent + " silent for " + PAUSE.toSeconds() + " s, then of " + LATE_COMMANDS + " late commands "
                            + told.answers().size() + " answered, all rightly, and " + told.refusals() + " refused",
                    epoch,
                    traders);
        }
    }

    private List<OrderCommand> lateCommands(GantryClient loner, Traders traders) {
        int symbolId = loner.route("ONE").instrument().symbolId();
        RandomOrders orders =
                new RandomOrders(new Random(SEED), loner.route("ONE").instrument(), LONERS_ORDERS);
        List<OrderCommand> commands = new ArrayList<>();
        for (long request = 1; request <= LATE_COMMANDS; request++) {
            OrderCommand command = orders.next()
                    .symbolId(symbolId)
                    .clientId(LONER)
                    .requestId(request)
                    .follows(request - 1);
            traders.sent(command);
            commands.add(command);
        }
        return commands;
    }

    /** The same commands under the same ids, by a client that goes where they are taken. */
    private static Map<Long, CommandAnswer> sendAgain(List<OrderCommand> commands, GantryClient loner, Traders traders)
            throws Exception {
        List<TwiceHeard> heard = new ArrayList<>();
        for (OrderCommand command : commands) {
            TwiceHeard listener = new TwiceHeard(traders.outcome());
            long request = loner.submit("ONE", command, listener);
            assertThat(request).isEqualTo(command.requestId());
            heard.add(listener);
        }
        Map<Long, CommandAnswer> answers = new HashMap<>();
        for (TwiceHeard listener : heard) {
            CommandAnswer answer = listener.answer().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            answers.put(answer.requestId(), answer);
        }
        return answers;
    }

    private void note(String what, long epoch, Traders traders) {
        figures.add(what + ": epoch " + epoch + " to " + workers.partition(1).path("epoch") + ", primary now "
                + workers.primary(1) + ", longest time without an answer "
                + traders.longestSilence("ONE").toMillis() + " ms");
    }

    /** Standbys may be a moment behind. */
    private void awaitSameOnAllWorkers(BookView primary) {
        for (String worker : workers.names()) {
            await("the replica of " + primary.symbol() + " on " + worker)
                    .atMost(LIMIT)
                    .untilAsserted(() -> {
                        BookView replica = workers.replica(worker, primary.symbol());
                        assertThat(replica.commandSequence()).isEqualTo(primary.commandSequence());
                        assertThat(replica.eventSequence()).isEqualTo(primary.eventSequence());
                        assertThat(replica.eventChain()).isEqualTo(primary.eventChain());
                        assertThat(replica.stateHash()).isEqualTo(primary.stateHash());
                    });
        }
    }
}
