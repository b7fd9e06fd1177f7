package io.gantry.simulator.trade;

import io.gantry.protocol.BookEvent;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.FeedStateDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.SubscribeEncoder;
import io.gantry.protocol.sbe.WireFeedKind;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Violation;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads a symbol's events, and goes on at another worker where it was at one (I8). */
public final class FeedReader implements Connection.Listener {

    private static final long MILLI = 1_000_000;
    private static final long SILENCE_NANOS = 80 * MILLI;
    private static final long CLIENT = 1_000;

    private final Venue venue;
    private final Dice dice;
    private final int symbolId;
    private final long clientId;
    private final long readDelay;
    private Connection connection;
    private long next = 1;
    private long lastHeard;
    private boolean isStarted;

    /** @param readDelay how much longer than others it takes to read a message */
    public FeedReader(Venue venue, Dice dice, int symbolId, long readDelay) {
        this.venue = venue;
        this.dice = dice;
        this.symbolId = symbolId;
        this.readDelay = readDelay;
        clientId = CLIENT + symbolId;
    }

    /** Begins at a time. */
    public void start(long atNanos) {
        venue.schedule().at(atNanos, this::subscribe);
        venue.schedule().at(atNanos, this::watch);
    }

    /** The event that it waits for. */
    public long next() {
        return next;
    }

    public int symbolId() {
        return symbolId;
    }

    /** For people. */
    public String progress() {
        return "reader of symbol " + symbolId + ": waits for event " + next + " of "
                + venue.referee().events(symbolId) + (connection == null ? "" : " from " + connection.worker())
                + (isStarted ? "" : ", not subscribed");
    }

    private void subscribe() {
        if (connection != null) {
            connection.close();
        }
        subscribe(dice.oneOf(venue.doors()));
    }

    private void subscribe(Door door) {
        isStarted = false;
        lastHeard = venue.schedule().now();
        connection = venue.connect(door, this);
        connection.readSlowly(readDelay);
        send();
    }

    private void send() {
        byte[] message = new byte[MessageHeaderEncoder.ENCODED_LENGTH + SubscribeEncoder.BLOCK_LENGTH];
        new SubscribeEncoder()
                .wrapAndApplyHeader(new UnsafeBuffer(message), 0, new MessageHeaderEncoder())
                .symbolId(symbolId)
                .clientId(clientId)
                .fromEvent(next)
                .feed(WireFeedKind.EVENTS);
        venue.trace()
                .note(
                        "subscribe",
                        symbolId,
                        next,
                        () -> "symbol " + symbolId + " from " + next + " at " + connection.worker());
        connection.send(message);
    }

    /** A feed that should tell something and does not is left. */
    private void watch() {
        boolean isBehind = next <= venue.referee().events(symbolId);
        long now = venue.schedule().now();
        if ((isBehind || !isStarted) && now - lastHeard > SILENCE_NANOS) {
            venue.tally().count("feeds left");
            subscribe();
        }
        venue.schedule().after(SILENCE_NANOS / 4, this::watch);
    }

    @Override
    public void broken(Connection broken) {
        if (broken == connection) {
            venue.schedule().after(dice.between(0, 5 * MILLI), () -> {
                if (broken == connection) {
                    subscribe();
                }
            });
        }
    }

    @Override
    public void heard(Connection from, byte[] message) {
        if (from != connection) {
            return;
        }
        lastHeard = venue.schedule().now();
        UnsafeBuffer buffer = new UnsafeBuffer(message);
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        if (header.templateId() == BookEventMessageDecoder.TEMPLATE_ID) {
            event(new BookEvent().decode(buffer, 0));
        } else if (header.templateId() == FeedStateDecoder.TEMPLATE_ID) {
            state(new FeedStateDecoder().wrapAndApplyHeader(buffer, 0, header));
        }
    }

    private void event(BookEvent event) {
        if (!isStarted || event.eventSequence() != next) {
            throw wrong("is told event " + event.eventSequence() + (isStarted ? "" : " before it is subscribed"));
        }
        next++;
        venue.tally().count("events read");
    }

    private void state(FeedStateDecoder state) {
        switch (state.state()) {
            case STARTED -> isStarted = true;
            case GAP -> {
                if (state.nextEvent() <= next) {
                    throw wrong("is told of a gap up to event " + state.nextEvent());
                }
                venue.tally().count("feed gaps");
                next = state.nextEvent();
            }
            default -> {
                venue.tally().count("feed " + state.state());
                isStarted = false;
                leaveFor(state.host());
            }
        }
    }

    private void leaveFor(String host) {
        Connection left = connection;
        venue.schedule().after(dice.between(MILLI, 20 * MILLI), () -> {
            if (left != connection) {
                return;
            }
            left.close();
            venue.doors().stream()
                    .filter(door -> door.worker().equals(host))
                    .findFirst()
                    .ifPresentOrElse(this::subscribe, this::subscribe);
        });
    }

    private Violation wrong(String what) {
        return venue.referee()
                .keep(new Violation(
                        "I8", "reader of symbol " + symbolId + ", which waits for event " + next + ", " + what));
    }
}
