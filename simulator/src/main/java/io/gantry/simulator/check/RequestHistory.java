package io.gantry.simulator.check;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandCodec;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What clients sent, and what of it was refused: I11, and that nothing is carried out which nobody sent. */
final class RequestHistory {

    /** One time that a request was sent. */
    private static final class Send {
        private final long connection;
        private final long digest;
        private boolean isRefused;

        Send(long connection, long digest) {
            this.connection = connection;
            this.digest = digest;
        }
    }

    private record Request(long clientId, long requestId) implements Comparable<Request> {
        @Override
        public int compareTo(Request other) {
            int byClient = Long.compare(clientId, other.clientId);
            return byClient != 0 ? byClient : Long.compare(requestId, other.requestId);
        }
    }

    private final TreeMap<Request, List<Send>> sends = new TreeMap<>();
    private final TreeMap<Request, Long> ackedBelow = new TreeMap<>();

    /** A client sends a command over a connection. */
    void sent(long connection, OrderCommand command) {
        sends.computeIfAbsent(new Request(command.clientId(), command.requestId()), request -> new ArrayList<>())
                .add(new Send(connection, CommandCodec.digest(command)));
        ackedBelow.merge(new Request(command.clientId(), command.symbolId()), command.ackedBelow(), Math::max);
    }

    /** The highest request id below which a client said that it needs no answers about a symbol. */
    long ackedBelow(long clientId, int symbolId) {
        return ackedBelow.getOrDefault(new Request(clientId, symbolId), 0L);
    }

    /** A command was sequenced. */
    void sequenced(OrderCommand command) {
        List<Send> all = sends.getOrDefault(new Request(command.clientId(), command.requestId()), List.of());
        long digest = CommandCodec.digest(command);
        boolean isSent = false;
        boolean isOpen = false;
        for (Send send : all) {
            isSent |= send.digest == digest;
            isOpen |= send.digest == digest && !send.isRefused;
        }
        if (!isSent) {
            throw new Violation("I4", "sequenced, but nobody sent it: " + command);
        }
        if (!isOpen) {
            throw new Violation("I11", "sequenced, although it was answered NOT_EXECUTED: " + command);
        }
    }

    /** A worker says over a connection that a request was not executed. */
    void refused(long connection, long clientId, long requestId, Cause cause, ModelAnswers.Sequenced sequenced) {
        List<Send> all = sends.getOrDefault(new Request(clientId, requestId), List.of());
        boolean isAsked = false;
        for (Send send : all) {
            if (send.connection == connection && !send.isRefused) {
                send.isRefused = true;
                isAsked = true;
                break;
            }
        }
        if (!isAsked && !all.isEmpty()) {
            throw new Violation(
                    "I11",
                    "request " + requestId + " of client " + clientId + " is answered NOT_EXECUTED " + cause
                            + " more often than it was sent over connection " + connection);
        }
        if (sequenced == null) {
            return;
        }
        long digest = CommandCodec.digest(sequenced.command());
        boolean isOpen = false;
        for (Send send : all) {
            isOpen |= send.digest == digest && !send.isRefused;
        }
        if (!isOpen) {
            throw new Violation("I11", "answered NOT_EXECUTED " + cause + ", but sequenced: " + sequenced.command());
        }
    }
}
