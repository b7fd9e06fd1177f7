package io.gantry.cli.demo;

import io.gantry.client.AnswerListener;
import io.gantry.client.CommandFailedException;
import io.gantry.client.EventListener;
import io.gantry.client.GantryClient;
import io.gantry.client.GantryClientBuilder;
import io.gantry.client.NotConnectedException;
import io.gantry.client.NotExecutedException;
import io.gantry.client.SymbolRoute;
import io.gantry.client.UnknownSymbolException;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A cluster as the client library reaches it: one client that hears events, and one for each session. */
final class ClientMarket implements Market {
    private static final int MAX_IN_FLIGHT_PER_SYMBOL = 1000;
    private static final Duration SYMBOLS_LIMIT = Duration.ofSeconds(30);

    private final List<Placement.Worker> workers;
    private final GantryClient subscriber;
    private final List<GantryClient> sessions = new ArrayList<>();
    private long nextClientId;

    /**
     * Connects.
     *
     * @param workers at least one
     * @param firstClientId clients have this number and the next ones
     * @throws RunException if no worker can be reached
     */
    ClientMarket(List<Placement.Worker> workers, long firstClientId) {
        this.workers = List.copyOf(workers);
        this.nextClientId = firstClientId;
        this.subscriber = connect();
    }

    /** The symbols that are listed, as far as is known. */
    List<Instrument> symbols() {
        return subscriber.symbols().stream().map(SymbolRoute::instrument).toList();
    }

    @Override
    public List<Instrument> awaitSymbols(Collection<String> names) {
        try {
            subscriber.awaitSymbols(names, SYMBOLS_LIMIT);
        } catch (UnknownSymbolException late) {
            throw new RunException(late.getMessage(), late);
        }
        return names.stream().map(name -> subscriber.route(name).instrument()).toList();
    }

    @Override
    public TradingSession openSession() {
        GantryClient client = connect();
        sessions.add(client);
        return new ClientSession(client);
    }

    @Override
    public void subscribe(String symbol, FeedListener listener) {
        subscriber.subscribe(symbol, 1, new FeedAdapter(symbol, listener));
    }

    @Override
    public void close() {
        sessions.forEach(GantryClient::close);
        subscriber.close();
    }

    private GantryClient connect() {
        GantryClientBuilder builder =
                GantryClient.builder().clientId(nextClientId++).maxInFlightPerSymbol(MAX_IN_FLIGHT_PER_SYMBOL);
        workers.forEach(worker -> builder.seed(worker.host(), worker.port()));
        try {
            return builder.connect();
        } catch (NotConnectedException failure) {
            throw new RunException(failure.getMessage(), failure);
        }
    }

    private record ClientSession(GantryClient client) implements TradingSession {
        static {
            if (GantryClient.NOT_TAKEN != NOT_TAKEN) {
                throw new IllegalStateException("client library and sessions disagree about " + NOT_TAKEN);
            }
        }

        @Override
        public long clientId() {
            return client.clientId();
        }

        @Override
        public long trySubmit(String symbol, OrderCommand command, OutcomeListener outcome) {
            return client.trySubmit(symbol, command, new OutcomeAdapter(outcome));
        }
    }

    private record OutcomeAdapter(TradingSession.OutcomeListener outcome) implements AnswerListener {

        @Override
        public void answered(CommandAnswer answer) {
            outcome.answered(answer);
        }

        @Override
        public void failed(CommandFailedException failure) {
            if (failure instanceof NotExecutedException refused) {
                outcome.notExecuted(failure.requestId(), refused.refusal(), failure.getMessage());
            } else {
                outcome.undecided(failure.requestId(), failure.getMessage());
            }
        }
    }

    private record FeedAdapter(String symbol, FeedListener listener) implements EventListener {

        @Override
        public void event(BookEvent event) {
            listener.event(event);
        }

        @Override
        public void gap(long from, long to) {
            listener.trouble("events " + from + ".." + to + " of " + symbol + " are not to be had any more");
        }

        @Override
        public void chainBroken(BookEvent event, long expectedChain) {
            listener.trouble("event " + event.eventSequence() + " of " + symbol + " does not continue the hash chain");
        }
    }
}
