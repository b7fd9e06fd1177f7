package io.gantry.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.cli.check.CheckReport;
import io.gantry.cli.check.CheckResult;
import io.gantry.cli.check.Recording;
import io.gantry.cli.check.RecordingCheck;
import io.gantry.client.AnswerListener;
import io.gantry.client.CommandFailedException;
import io.gantry.client.EventListener;
import io.gantry.client.GantryClient;
import io.gantry.client.NotExecutedException;
import io.gantry.client.Subscription;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.BookView;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;

/**
 * Several clients that trade symbols at random and at a steady pace until they are told to end, whatever becomes of the workers meanwhile. What is
 * sent, answered and read is taken down, to be judged by the check that replays everything through the reference book.
 */
final class Traders implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Longer than a worker is ever stopped. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** A worker that says nothing for so long is asked no more. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(3);

    private static final long ORDERS_PER_CLIENT = 1_000_000;

    private final List<Integer> ports;
    private final long seed;
    private final GantryClient reader;
    private final Map<String, Market> markets = new TreeMap<>();
    private final Recording recording;
    private final List<GantryClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final Map<String, String> numbered = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
    private volatile boolean isEnding;

    /**
     * Connects, and reads the events of all symbols from the first one on.
     *
     * @param firstClientId the reader's; the traders have the next ones
     */
    Traders(List<String> symbols, int clients, long firstClientId, long seed, List<Integer> ports) {
        this.ports = ports;
        this.seed = seed;
        reader = connect(firstClientId, 1);
        reader.awaitSymbols(symbols, LIMIT);
        symbols.forEach(symbol ->
                markets.put(symbol, new Market(symbol, reader.route(symbol).instrument())));
        recording = new Recording(
                markets.values().stream().map(market -> market.instrument).toList());
        markets.values().forEach(Market::subscribe);
        for (int i = 1; i <= clients; i++) {
            this.clients.add(connect(firstClientId + i, 1));
        }
    }

    /** A client of the same cluster. Closed by the caller. */
    GantryClient connect(long clientId, long firstRequestId) {
        var builder = GantryClient.builder()
                .clientId(clientId)
                .firstRequestId(firstRequestId)
                .connectTimeout(LIMIT)
                .answerTimeout(ANSWER_TIMEOUT)
                .giveUpAfter(PATIENCE);
        ports.forEach(port -> builder.seed("127.0.0.1", port));
        return builder.connect();
    }

    /** All clients send from now on. */
    void begin(int commandsPerSecondEach) {
        long pauseNanos = TimeUnit.SECONDS.toNanos(1) / commandsPerSecondEach;
        for (int i = 0; i < clients.size(); i++) {
            GantryClient client = clients.get(i);
            Random random = new Random(seed + i);
            Thread thread = new Thread(() -> trade(client, random, pauseNanos), "trader-" + client.clientId());
            threads.add(thread);
            thread.start();
        }
    }

    /** Commands that were executed or rejected, so far. */
    long answered() {
        return answered.get();
    }

    /** Waits until as many commands of each symbol, sent from now on, are answered. */
    void awaitMore(String what, int commands) {
        Map<String, Long> goals = new TreeMap<>();
        markets.forEach((symbol, market) -> goals.put(symbol, market.answers.get() + commands));
        Awaitility.await(what + ", " + this)
                .atMost(LIMIT)
                .until(() ->
                        markets.values().stream().allMatch(market -> market.answers.get() >= goals.get(market.symbol)));
    }

    /** The longest time between two answers of a symbol since this was last asked. */
    Duration longestSilence(String symbol) {
        return markets.get(symbol).takeLongestSilence();
    }

    /** Takes down a command that somebody else sends and that a client of the test sends again until it is answered. */
    void sent(OrderCommand command) {
        recording.sent(command, 0);
        sent.incrementAndGet();
    }

    /** Hears what became of such a command. */
    AnswerListener outcome() {
        return new Listener(false);
    }

    /** Nobody sends any more; returns when every command has its outcome. */
    void end() throws InterruptedException {
        isEnding = true;
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
        }
        Awaitility.await("outcomes of " + this).atMost(PATIENCE.plus(LIMIT)).until(() -> ended.get() == sent.get());
    }

    /**
     * Holds everything against everything, once.
     *
     * @param books what the primaries show now
     */
    CheckReport check(Map<String, BookView> books) {
        markets.values().forEach(market -> market.awaitEvent(books.get(market.symbol)));
        assertThat(troubles).as("%s", this).isEmpty();
        CheckReport report = RecordingCheck.check(recording, books);
        assertThat(report.checks()).as("%s", this).allMatch(CheckResult::passed);
        assertThat(report.acknowledged()).as("acknowledged of %s", this).isEqualTo(sent.get());
        return report;
    }

    @Override
    public void close() {
        isEnding = true;
        clients.forEach(GantryClient::close);
        reader.close();
    }

    @Override
    public String toString() {
        return clients.size() + " traders with seed " + seed + ", " + sent + " commands sent, " + ended + " ended, "
                + answered + " answered";
    }

    private void trade(GantryClient client, Random random, long pauseNanos) {
        List<String> symbols = List.copyOf(markets.keySet());
        Map<String, RandomOrders> orders = new TreeMap<>();
        symbols.forEach(symbol -> orders.put(
                symbol,
                new RandomOrders(random, markets.get(symbol).instrument, client.clientId() * ORDERS_PER_CLIENT)));
        try {
            while (!isEnding) {
                String symbol = symbols.get(random.nextInt(symbols.size()));
                sent.incrementAndGet();
                client.submit(symbol, orders.get(symbol).next(), new Listener(true));
                LockSupport.parkNanos(pauseNanos);
            }
        } catch (RuntimeException failure) {
            troubles.add("client " + client.clientId() + " ended: " + failure);
        }
    }

    /** One symbol, as it is seen from outside. */
    private final class Market implements EventListener {

        private final String symbol;
        private final Instrument instrument;
        private final AtomicLong answers = new AtomicLong();
        private Subscription subscription;
        private Optional<Long> lastNanos = Optional.empty();
        private long longestNanos;

        Market(String symbol, Instrument instrument) {
            this.symbol = symbol;
            this.instrument = instrument;
        }

        void subscribe() {
            subscription = reader.subscribe(symbol, 1, this);
        }

        void awaitEvent(BookView book) {
            Awaitility.await(
                            "event " + book.eventSequence() + " of " + symbol + ", read is " + subscription.nextEvent())
                    .atMost(LIMIT)
                    .until(() -> subscription.nextEvent() > book.eventSequence());
        }

        synchronized void answered() {
            long now = System.nanoTime();
            lastNanos.ifPresent(last -> longestNanos = Math.max(longestNanos, now - last));
            lastNanos = Optional.of(now);
            answers.incrementAndGet();
        }

        synchronized Duration takeLongestSilence() {
            Duration longest = Duration.ofNanos(longestNanos);
            longestNanos = 0;
            lastNanos = Optional.of(System.nanoTime());
            return longest;
        }

        @Override
        public void event(BookEvent event) {
            recording.event(event);
        }

        @Override
        public void gap(long from, long to) {
            troubles.add("events " + from + " to " + to + " of " + symbol + " are missing");
        }

        @Override
        public void chainBroken(BookEvent event, long expectedChain) {
            troubles.add("chain broken at " + event + ", expected " + expectedChain);
        }
    }

    private final class Listener implements AnswerListener {

        private final boolean isTakenDown;

        /** @param isTakenDown whether the command is to be taken down when it leaves, and not by {@link #sent} */
        Listener(boolean isTakenDown) {
            this.isTakenDown = isTakenDown;
        }

        @Override
        public void sending(OrderCommand command) {
            if (isTakenDown) {
                recording.sent(command, 0);
            }
        }

        @Override
        public void answered(CommandAnswer answer) {
            recording.answered(answer);
            markets.values().stream()
                    .filter(market -> market.instrument.symbolId() == answer.symbolId())
                    .forEach(Market::answered);
            String who = "client " + answer.clientId() + " request " + answer.requestId();
            String other = numbered.putIfAbsent(answer.symbolId() + "/" + answer.commandSequence(), who);
            if (other != null) {
                troubles.add("command " + answer.commandSequence() + " of symbol " + answer.symbolId()
                        + " was acknowledged to " + other + " and to " + who);
            }
            answered.incrementAndGet();
            ended.incrementAndGet();
        }

        @Override
        public void failed(CommandFailedException failure) {
            if (failure instanceof NotExecutedException refused) {
                recording.notExecuted(refused.symbolId(), refused.clientId(), refused.requestId(), refused.refusal());
            } else {
                recording.undecided(failure.symbolId(), failure.clientId(), failure.requestId());
            }
            troubles.add(failure.getMessage());
            ended.incrementAndGet();
        }
    }
}
