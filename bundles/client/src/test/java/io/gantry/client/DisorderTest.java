package io.gantry.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Three workers that play the owner's rules (SEMANTICS 0: de-dup, {@code follows}) and, by a seed, refuse, move symbols, cut
 * connections before and after executing, tell old routes, swallow commands or answers, and take a command when it has long been sent
 * again. However they behave, each command is executed once and in order, and no answer that is still missed counts as acknowledged.
 */
final class DisorderTest {

    private static final int COMMANDS = 3_000;
    private static final int SYMBOLS = 3;
    private static final Duration RESEND_AFTER = Duration.ofMillis(40);

    private final FakeWorker[] workers = new FakeWorker[3];
    private final Map<Integer, Integer> owners = new HashMap<>();
    private final Map<Integer, Long> epochs = new HashMap<>();
    private final Map<Integer, List<Long>> executed = new HashMap<>();
    private final Map<Integer, Integer> checkedAcks = new HashMap<>();
    private final List<String> earlyAcks = new ArrayList<>();
    private final Set<Long> told = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService late = Executors.newSingleThreadScheduledExecutor();
    private SplittableRandom random;
    private int troubles;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldExecuteEachCommandOnceAndInOrderWhateverWorkersDo(long seed) throws IOException {
        random = new SplittableRandom(seed);
        for (int i = 0; i < workers.length; i++) {
            workers[i] = new FakeWorker();
        }
        for (int symbol = 1; symbol <= SYMBOLS; symbol++) {
            owners.put(symbol, 0);
            epochs.put(symbol, 1L);
            executed.put(symbol, new ArrayList<>());
            checkedAcks.put(symbol, 0);
        }
        tellRoutes();
        for (int i = 0; i < workers.length; i++) {
            int self = i;
            workers[i].onCommand = (session, command) -> play(self, session, command);
        }
        Outcomes outcomes = new Outcomes() {
            @Override
            public void answered(CommandAnswer answer) {
                told.add(answer.requestId());
                super.answered(answer);
            }
        };
        Map<Integer, List<Long>> submitted = new HashMap<>();

        try (GantryClient client = GantryClient.builder()
                .seed("127.0.0.1", workers[0].port())
                .clientId(9)
                .maxInFlightPerSymbol(40)
                .resendAfter(RESEND_AFTER)
                .random(new SplittableRandom(seed))
                .connect()) {
            SplittableRandom choice = new SplittableRandom(seed + 1);
            for (int i = 0; i < COMMANDS; i++) {
                int symbol = 1 + choice.nextInt(SYMBOLS);
                long request = client.submit("S" + symbol, new OrderCommand().orderId(i + 1), outcomes);
                submitted.computeIfAbsent(symbol, key -> new ArrayList<>()).add(request);
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> outcomes.done() == COMMANDS);
        }

        synchronized (this) {
            assertThat(troubles).as("troubles, seed %d", seed).isGreaterThan(20);
            assertThat(outcomes.failed).as("seed %d", seed).isEmpty();
            assertThat(outcomes.answered)
                    .as("seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, COMMANDS).boxed().toList());
            assertThat(executed).as("seed %d", seed).isEqualTo(submitted);
            assertThat(earlyAcks).as("seed %d", seed).isEmpty();
        }
        late.shutdownNow();
        for (FakeWorker worker : workers) {
            worker.close();
        }
    }

    private synchronized void play(int self, FakeSession session, OrderCommand command) {
        int symbol = command.symbolId();
        int owner = owners.get(symbol);
        if (owner != self) {
            session.moved(command, owner + 1, epochs.get(symbol), workers[owner].port());
            return;
        }
        int dice = random.nextInt(1000);
        if (dice < 4) {
            troubles++;
            session.refuse(command, random.nextBoolean() ? Cause.OVERLOADED : Cause.TRY_AGAIN, 1 + random.nextInt(4));
        } else if (dice < 8) {
            troubles++;
            owners.put(symbol, random.nextInt(workers.length));
            epochs.merge(symbol, 1L, Long::sum);
            if (random.nextBoolean()) {
                tellRoutes();
            }
            session.refuse(command, Cause.TRY_AGAIN, 1);
        } else if (dice < 10) {
            troubles++;
            session.cut();
        } else if (dice < 12) {
            troubles++;
            execute(session, command);
            session.cut();
        } else if (dice < 13) {
            troubles++;
            session.refuse(command, Cause.UNKNOWN_SYMBOL, 0);
        } else if (dice < 14) {
            troubles++;
        } else if (dice < 16) {
            troubles++;
            record(command);
        } else if (dice < 18) {
            troubles++;
            long millis = RESEND_AFTER.toMillis() * (1 + random.nextInt(4));
            late.schedule(() -> play(self, session, command), millis, TimeUnit.MILLISECONDS);
        } else {
            execute(session, command);
        }
    }

    private void execute(FakeSession session, OrderCommand command) {
        if (record(command)) {
            session.answer(command, executed.get(command.symbolId()).indexOf(command.requestId()) + 1L);
        } else {
            session.refuse(command, Cause.TRY_AGAIN, 2);
        }
    }

    /** Returns whether it is executed, now or before. */
    private boolean record(OrderCommand command) {
        List<Long> log = executed.get(command.symbolId());
        long last = log.isEmpty() ? 0 : log.get(log.size() - 1);
        checkAcknowledged(command, log);
        if (command.requestId() > last && command.follows() <= last) {
            log.add(command.requestId());
            return true;
        }
        return command.requestId() <= last;
    }

    private void checkAcknowledged(OrderCommand command, List<Long> log) {
        int next = checkedAcks.get(command.symbolId());
        while (next < log.size() && log.get(next) < command.ackedBelow()) {
            if (!told.contains(log.get(next))) {
                earlyAcks.add(log.get(next) + " in " + command.requestId());
            }
            next++;
        }
        checkedAcks.put(command.symbolId(), next);
    }

    private void tellRoutes() {
        FakeRoutes routes = FakeRoutes.NONE;
        for (int i = 0; i < workers.length; i++) {
            routes = routes.partition(i + 1, 1, "w" + (i + 1), workers[i].port());
        }
        for (int symbol = 1; symbol <= SYMBOLS; symbol++) {
            routes = routes.symbol("S" + symbol, symbol, owners.get(symbol) + 1, epochs.get(symbol));
        }
        workers[random.nextInt(workers.length)].routes = routes;
        if (troubles == 0) {
            for (FakeWorker worker : workers) {
                worker.routes = routes;
            }
        }
    }
}
