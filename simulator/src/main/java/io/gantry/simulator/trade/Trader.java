package io.gantry.simulator.trade;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.WireEnums;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.simulator.trade.SymbolLane.Open;
import io.gantry.simulator.world.Dice;
import io.gantry.simulator.world.Violation;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A client. Keeps its order per symbol as the client library does: when it hears that a command was not executed it sends nothing for that symbol until all under
 * way are answered, then sends those again that were not executed, in their order and under their ids. When nothing is heard in time it gives
 * the connection up, and asks another worker.
 */
public final class Trader implements Connection.Listener {

    private static final long MILLI = 1_000_000;
    private static final long TIMEOUT_NANOS = 60 * MILLI;
    private static final long TURN_NANOS = 2 * MILLI;
    private static final long MOST_PROBE_DELAY = 30 * MILLI;

    private final Venue venue;
    private final long clientId;
    private final Dice dice;
    private final int window;
    private final List<PlannedCommand> plan;
    private final TreeMap<Integer, SymbolLane> lanes = new TreeMap<>();
    private final TreeMap<String, Connection> connections = new TreeMap<>();
    private final Prober prober;
    private final CommandCodec codec = new CommandCodec();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private int answered;

    /** @param plan its commands, in the order of their request ids */
    public Trader(Venue venue, long clientId, Dice dice, int window, List<PlannedCommand> plan) {
        this.venue = venue;
        this.clientId = clientId;
        this.dice = dice;
        this.window = window;
        this.plan = plan;
        prober = new Prober(venue, dice.fork(1));
        for (PlannedCommand planned : plan) {
            int symbolId = planned.command().symbolId();
            lanes.computeIfAbsent(symbolId, id -> new SymbolLane(id, anyDoor()))
                    .toCome()
                    .add(planned);
        }
    }

    /** Begins at a time. */
    public void start(long atNanos) {
        for (SymbolLane lane : lanes.values()) {
            venue.schedule().at(atNanos, () -> turn(lane, atNanos));
        }
    }

    /** Whether every command has its answer. */
    public boolean isDone() {
        return lanes.values().stream().allMatch(SymbolLane::isDone);
    }

    /** How far it is, for people. */
    public String progress() {
        StringBuilder text =
                new StringBuilder("client " + clientId + ": " + answered + " of " + plan.size() + " answered");
        for (SymbolLane lane : lanes.values()) {
            if (!lane.isDone()) {
                text.append(", symbol ")
                        .append(lane.symbolId())
                        .append(" at ")
                        .append(lane.door().worker());
                text.append(lane.isHolding() ? " holds " : " waits for ")
                        .append(lane.open().size());
                if (!lane.open().isEmpty()) {
                    text.append(" from request ").append(lane.open().get(0).requestId());
                }
            }
        }
        return text.toString();
    }

    private Door anyDoor() {
        return dice.oneOf(venue.doors());
    }

    /** Now and then, for each symbol. */
    private void turn(SymbolLane lane, long startNanos) {
        if (lane.isDone()) {
            return;
        }
        giveUpIfSilent(lane);
        pump(lane, startNanos);
        venue.schedule().after(dice.between(TURN_NANOS / 4, TURN_NANOS), () -> turn(lane, startNanos));
    }

    private void giveUpIfSilent(SymbolLane lane) {
        long now = venue.schedule().now();
        boolean isSilent = false;
        for (Open one : lane.open()) {
            isSilent |= one.isUnderWay() && now - one.sentNanos() > TIMEOUT_NANOS;
        }
        Connection connection = connections.get(lane.door().worker());
        if (isSilent && connection != null) {
            venue.tally().count("client timeouts");
            connection.close();
            broken(connection);
        }
    }

    private void pump(SymbolLane lane, long startNanos) {
        long now = venue.schedule().now();
        if (lane.mayResend(now)) {
            lane.release();
            for (Open one : List.copyOf(lane.open())) {
                venue.tally().count("commands sent again");
                send(lane, one);
            }
        }
        while (!lane.isHolding()
                && !lane.toCome().isEmpty()
                && lane.open().size() < window
                && startNanos + lane.toCome().peekFirst().notBeforeNanos() <= now) {
            Open next = new Open(lane.toCome().removeFirst());
            lane.open().add(next);
            send(lane, next);
            if (next.planned().probe() == Probe.TWIN) {
                prober.send(anyDoor(), commandOf(lane, next), false);
            }
        }
    }

    private void send(SymbolLane lane, Open one) {
        OrderCommand command = commandOf(lane, one);
        one.sent(venue.schedule().now());
        Connection connection = connection(lane.door());
        venue.referee().sent(connection.id(), command);
        venue.trace()
                .note("send", command.clientId(), command.requestId(), () -> command + " to " + connection.worker());
        byte[] message = new byte[CommandCodec.LENGTH];
        codec.encode(command, new UnsafeBuffer(message), 0);
        connection.send(message);
    }

    private OrderCommand commandOf(SymbolLane lane, Open one) {
        long requestId = one.requestId();
        return new OrderCommand()
                .copyFrom(one.planned().command())
                .follows(lane.before(requestId))
                .ackedBelow(lane.ackedBelow(requestId, one.planned().ackLag()));
    }

    private Connection connection(Door door) {
        Connection connection = connections.get(door.worker());
        if (connection == null || connection.isClosed()) {
            connection = venue.connect(door, this);
            connections.put(door.worker(), connection);
        }
        return connection;
    }

    @Override
    public void broken(Connection connection) {
        if (connections.get(connection.worker()) != connection) {
            return;
        }
        connections.remove(connection.worker());
        for (SymbolLane lane : lanes.values()) {
            if (lane.door().worker().equals(connection.worker())) {
                lane.open().forEach(Open::notUnderWay);
                lane.door(anyDoor());
                lane.hold(venue.schedule().now() + dice.between(0, 5 * MILLI));
            }
        }
    }

    @Override
    public void heard(Connection connection, byte[] message) {
        UnsafeBuffer buffer = new UnsafeBuffer(message);
        header.wrap(buffer, 0);
        if (header.templateId() == CommandAnswerMessageDecoder.TEMPLATE_ID) {
            answer(new CommandAnswer().decode(buffer, 0));
        } else if (header.templateId() == NotExecutedDecoder.TEMPLATE_ID) {
            refusal(connection, new NotExecutedDecoder().wrapAndApplyHeader(buffer, 0, header));
        }
    }

    private void answer(CommandAnswer answer) {
        SymbolLane lane = lanes.get(answer.symbolId());
        Open one = lane.find(answer.requestId());
        if (one == null) {
            return;
        }
        lane.answered(one, true);
        answered++;
        venue.tally().count("commands answered");
        probe(lane, one);
    }

    private void probe(SymbolLane lane, Open one) {
        OrderCommand command = commandOf(lane, one);
        long after = dice.between(0, MOST_PROBE_DELAY);
        switch (one.planned().probe()) {
            case REPEAT -> venue.schedule().after(after, () -> prober.send(anyDoor(), command, false));
            case MISMATCH -> {
                OrderCommand other = new OrderCommand().copyFrom(command).account(command.account() + 1);
                venue.schedule().after(after, () -> prober.send(anyDoor(), other, true));
            }
            case NONE, TWIN -> {}
        }
    }

    private void refusal(Connection connection, NotExecutedDecoder refusal) {
        SymbolLane lane = lanes.get(refusal.symbolId());
        Open one = lane.find(refusal.requestId());
        if (one == null
                || !one.isUnderWay()
                || !connection.worker().equals(lane.door().worker())) {
            return;
        }
        Cause cause = WireEnums.CAUSE.api(refusal.cause());
        venue.tally().count("answered " + cause);
        if (cause.isFinal()) {
            throw venue.referee()
                    .keep(new Violation(
                            "I4",
                            "a command that nobody has acknowledged is answered " + cause + ": " + one.planned()));
        }
        one.notUnderWay();
        lane.hold(venue.schedule().now() + refusal.retryAfterMillis() * MILLI);
        String host = refusal.host();
        if (cause == Cause.MOVED && !host.isEmpty()) {
            venue.doors().stream()
                    .filter(door -> door.worker().equals(host))
                    .findFirst()
                    .ifPresent(door -> moveTo(lane, door));
        } else if (dice.chance(300)) {
            moveTo(lane, anyDoor());
        }
    }

    /** To be asked from now on; once nothing is under way elsewhere. */
    private void moveTo(SymbolLane lane, Door door) {
        if (lane.open().stream().noneMatch(Open::isUnderWay)) {
            lane.door(door);
        }
    }
}
