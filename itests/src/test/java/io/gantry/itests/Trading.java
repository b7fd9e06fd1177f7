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
import io.gantry.protocol.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * A client that trades one symbol at random, with all it sends, is told and reads taken down, to be judged in the end by
 * the check that replays everything through the reference book. Commands come from one thread.
 */
final class Trading implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Longer than it takes to kill a worker and have it back. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String symbol;
    private final long seed;
    private final GantryClient client;
    private final RandomOrders orders;
    private final Recording recording;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final ConcurrentLinkedQueue<String> troubles = new ConcurrentLinkedQueue<>();
    private final Feed live = new Feed();

    /**
     * Connects, waits until the symbol is known, and reads its events from then on.
     *
     * @param ports where workers listen on the loopback address
     */
    Trading(String symbol, long clientId, long seed, List<Integer> ports) {
        this.symbol = symbol;
        this.seed = seed;
        client = connect(clientId, ports);
        client.awaitSymbols(List.of(symbol), LIMIT);
        Instrument instrument = client.route(symbol).instrument();
        orders = new RandomOrders(new Random(seed), instrument, 0);
        recording = new Recording(List.of(instrument));
        live.subscription = client.subscribe(symbol, 1, live);
    }

    private static GantryClient connect(long clientId, List<Integer> ports) {
        var builder =
                GantryClient.builder().clientId(clientId).connectTimeout(LIMIT).giveUpAfter(PATIENCE);
        ports.forEach(port -> builder.seed("127.0.0.1", port));
        return builder.connect();
    }

    /** Commands that were executed or rejected, so far. */
    long answered() {
        return answered.get();
    }

    /** Sends one command, as it is. */
    void send(OrderCommand command) {
        sent.incrementAndGet();
        client.submit(symbol, command, new Listener());
    }

    /** How many events of a kind, and of a code if there is one, were told so far. */
    long told(EventKind kind, OptionalInt code) {
        return live.events().stream()
                .filter(event -> event.kind() == kind && (code.isEmpty() || event.code() == code.getAsInt()))
                .count();
    }

    /** Sends commands, many at a time, without waiting for their answers. */
    void send(int commands) {
        for (int i = 0; i < commands; i++) {
            send(orders.next());
        }
    }

    /** Waits until every command has its outcome. */
    void awaitOutcomes() {
        Awaitility.await("outcomes of " + this).atMost(PATIENCE.plus(LIMIT)).until(() -> ended.get() == sent.get());
    }

    /** Waits until this reader has all events up to those of a book. */
    void awaitEvents(BookView book) {
        live.await(book.eventSequence(), toString());
    }

    /**
     * Holds everything against everything, once.
     *
     * @param book what the owner shows now
     */
    CheckReport check(BookView book) {
        live.await(book.eventSequence(), toString());
        assertThat(troubles).as("%s", this).isEmpty();
        live.events().forEach(recording::event);
        CheckReport report = RecordingCheck.check(recording, Map.of(symbol, book));
        assertThat(report.checks()).as("%s", this).allMatch(CheckResult::passed);
        assertThat(report.acknowledged()).as("acknowledged of %s", this).isEqualTo(sent.get());
        return report;
    }

    /** Has a client that comes anew read all events from the first one on, and compares them with those that this one was told. */
    void compareWithNewcomer(List<Integer> ports) {
        live.await(live.events.size(), toString());
        Feed newcomer = new Feed();
        try (GantryClient reader = connect(client.clientId() + 1_000_000, ports)) {
            reader.awaitSymbols(List.of(symbol), LIMIT);
            newcomer.subscription = reader.subscribe(symbol, 1, newcomer);
            newcomer.await(live.events.size(), "a newcomer reading " + this);
        }
        assertThat(troubles).as("%s", this).isEmpty();
        assertThat(newcomer.texts()).isEqualTo(live.texts());
    }

    @Override
    public void close() {
        client.close();
    }

    @Override
    public String toString() {
        return "trading " + symbol + " with seed " + seed + ", " + sent + " commands sent, " + ended + " ended, "
                + answered + " answered";
    }

    private final class Listener implements AnswerListener {

        @Override
        public void sending(OrderCommand command) {
            recording.sent(command, 0);
        }

        @Override
        public void answered(CommandAnswer answer) {
            recording.answered(answer);
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

    private final class Feed implements EventListener {

        private final List<BookEvent> events = Collections.synchronizedList(new ArrayList<>());
        private Subscription subscription;

        @Override
        public void event(BookEvent event) {
            events.add(new BookEvent().copyFrom(event));
        }

        @Override
        public void gap(long from, long to) {
            troubles.add("events " + from + " to " + to + " are missing");
        }

        @Override
        public void chainBroken(BookEvent event, long expectedChain) {
            troubles.add("chain broken at " + event + ", expected " + expectedChain);
        }

        private void await(long event, String what) {
            Awaitility.await("event " + event + " of " + what)
                    .atMost(LIMIT)
                    .until(() -> subscription.nextEvent() > event);
        }

        private List<BookEvent> events() {
            synchronized (events) {
                return List.copyOf(events);
            }
        }

        private List<String> texts() {
            return events().stream()
                    .map(event -> event + " time=" + event.timeNanos() + " chain=" + event.chain())
                    .toList();
        }
    }
}
