package io.gantry.simulator.check;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.protocol.AnswerStatus;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.EventKind;
import io.gantry.simulator.world.Violation;
import java.util.List;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One symbol's de-duplication as a page of plain code: which request of which client was sequenced as what, and what it must be answered. Nothing is ever
 * forgotten here.
 */
final class ModelAnswers {

    private static final RejectReason[] REASONS = RejectReason.values();

    /** A request that was sequenced. */
    record Sequenced(OrderCommand command, long commandSequence, byte[] answer) {}

    private final String symbol;
    private final TreeMap<Long, TreeMap<Long, Sequenced>> byClient = new TreeMap<>();

    ModelAnswers(String symbol) {
        this.symbol = symbol;
    }

    /** Before a command is executed: may it be? */
    void requireInOrder(OrderCommand command) {
        long last = last(command.clientId());
        if (requests(command.clientId()).containsKey(command.requestId())) {
            throw new Violation("I4", symbol + ": sequenced twice: " + command);
        }
        if (command.requestId() < last || command.follows() > last) {
            throw new Violation(
                    "I9",
                    symbol + ": sequenced behind request " + last + " of its client although it follows "
                            + command.follows() + ": " + command);
        }
    }

    /** After it was executed, with its events. */
    void add(OrderCommand command, long commandSequence, List<BookEvent> events) {
        byte[] bytes = new byte[CommandAnswer.LENGTH];
        answerOf(command, commandSequence, events).encode(new UnsafeBuffer(bytes), 0);
        OrderCommand kept = new OrderCommand().copyFrom(command);
        requests(command.clientId()).put(command.requestId(), new Sequenced(kept, commandSequence, bytes));
    }

    /** What became of a request, or null: it was not sequenced. */
    Sequenced find(long clientId, long requestId) {
        return requests(clientId).get(requestId);
    }

    /** The highest request id of a client that was sequenced, 0 if none was. */
    long last(long clientId) {
        TreeMap<Long, Sequenced> requests = requests(clientId);
        return requests.isEmpty() ? 0 : requests.lastKey();
    }

    /** How many requests of a client above this one were sequenced. */
    long countAbove(long clientId, long requestId) {
        return requests(clientId).tailMap(requestId, false).size();
    }

    private TreeMap<Long, Sequenced> requests(long clientId) {
        return byClient.computeIfAbsent(clientId, id -> new TreeMap<>());
    }

    private static CommandAnswer answerOf(OrderCommand command, long commandSequence, List<BookEvent> events) {
        CommandAnswer answer = new CommandAnswer()
                .symbolId(command.symbolId())
                .clientId(command.clientId())
                .requestId(command.requestId())
                .orderId(command.orderId())
                .commandSequence(commandSequence)
                .firstEvent(events.get(0).eventSequence())
                .lastEvent(events.get(events.size() - 1).eventSequence());
        for (BookEvent event : events) {
            if (event.kind() == EventKind.REJECTED) {
                answer.status(AnswerStatus.REJECTED).reason(REASONS[event.code()]);
            }
            if (isAboutAnOrder(command.kind())) {
                sumUp(event, command.orderId(), answer);
            }
        }
        return answer;
    }

    /** An answer is about the order that its command names, and no other: stops and expiry may touch many. */
    private static boolean isAboutAnOrder(CommandKind kind) {
        return kind != CommandKind.MASS_CANCEL && kind != CommandKind.MARKET_STATE && kind != CommandKind.RULES;
    }

    private static void sumUp(BookEvent event, long orderId, CommandAnswer answer) {
        if (event.kind() == EventKind.TRADED) {
            if (event.orderId() == orderId) {
                answer.filledQuantity(answer.filledQuantity() + event.quantity())
                        .openQuantity(event.remaining());
            }
            if (event.makerOrderId() == orderId) {
                answer.filledQuantity(answer.filledQuantity() + event.quantity())
                        .openQuantity(event.makerRemaining());
            }
            return;
        }
        boolean tellsOpen = switch (event.kind()) {
            case ACCEPTED, CANCELLED, REDUCED, REPLACED -> true;
            default -> false;
        };
        if (tellsOpen && event.orderId() == orderId) {
            answer.openQuantity(event.remaining());
        }
    }
}
