package io.gantry.cli.check;

import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes down what clients sent, what they were told and what happened to the books, in some hundred bytes per command
 * all told. Any thread may write; what one client sends and is told is written in that order.
 */
public final class Recording {
    private static final int MAX_STRAYS = 10;

    private final Map<Integer, SymbolRecording> symbols = new LinkedHashMap<>();
    private final List<String> strays = new ArrayList<>();

    /** @param instruments the symbols that are traded, none of them before */
    public Recording(Collection<Instrument> instruments) {
        instruments.forEach(instrument -> symbols.put(instrument.symbolId(), new SymbolRecording(instrument)));
    }

    /**
     * A client sends a command. Copies it. A client's request ids rise from call to call.
     *
     * @param expectedMaker the resting order that it should trade with, 0 if nobody says
     * @throws IllegalArgumentException if its symbol is not recorded
     */
    public void sent(OrderCommand command, long expectedMaker) {
        SymbolRecording symbol = symbols.get(command.symbolId());
        if (symbol == null) {
            throw new IllegalArgumentException("symbol number " + command.symbolId() + " is not recorded");
        }
        symbol.sent(command, expectedMaker);
    }

    /** A client got an answer. Copies it. */
    public void answered(CommandAnswer answer) {
        SymbolRecording symbol = symbols.get(answer.symbolId());
        if (symbol == null) {
            stray("answer " + answer);
        } else {
            symbol.answered(answer);
        }
    }

    /** A client was told that a command did not happen, and will not send it again. */
    public void notExecuted(int symbolId, long clientId, long requestId, Cause cause) {
        SymbolRecording symbol = symbols.get(symbolId);
        if (symbol == null) {
            stray("answer " + cause + " to client " + clientId + " request " + requestId);
        } else {
            symbol.notExecuted(clientId, requestId, cause);
        }
    }

    /** A client gave a command up without knowing whether it happened. */
    public void undecided(int symbolId, long clientId, long requestId) {
        SymbolRecording symbol = symbols.get(symbolId);
        if (symbol == null) {
            stray("client " + clientId + " gave up request " + requestId);
        } else {
            symbol.undecided(clientId, requestId);
        }
    }

    /** A feed told an event. Copies it. */
    public void event(BookEvent event) {
        SymbolRecording symbol = symbols.get(event.symbolId());
        if (symbol == null) {
            stray("event " + event);
        } else {
            symbol.event(event);
        }
    }

    /** Symbols of which an answer names an event that no feed has told yet, each with both numbers. */
    public List<String> behind() {
        return symbols.values().stream()
                .filter(symbol -> !symbol.isComplete())
                .map(symbol -> symbol.instrument().symbol() + " (event " + symbol.lastEventSeen() + " of "
                        + symbol.lastEventAnswered() + ")")
                .toList();
    }

    Collection<SymbolRecording> symbols() {
        return symbols.values();
    }

    synchronized List<String> strays() {
        return List.copyOf(strays);
    }

    private synchronized void stray(String description) {
        if (strays.size() < MAX_STRAYS) {
            strays.add(description + " is of a symbol that nobody traded");
        }
    }
}
