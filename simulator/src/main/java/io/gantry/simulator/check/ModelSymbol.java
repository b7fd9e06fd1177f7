package io.gantry.simulator.check;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.protocol.BookEvent;
import io.gantry.simulator.world.Violation;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.LongArrayList;
import org.agrona.concurrent.UnsafeBuffer;

/** A symbol as it must be: committed commands, one after the other, on the reference book. It never moves, dies or forgets. */
final class ModelSymbol {

    private final Instrument instrument;
    private final OrderBook book;
    private final ModelEvents telling = new ModelEvents();
    private final ModelAnswers answers;
    private final QuantityLedger ledger;
    private final List<byte[]> events = new ArrayList<>();
    private final LongArrayList bookHashes = new LongArrayList();
    private final LongArrayList chains = new LongArrayList();
    private final LongArrayList eventCounts = new LongArrayList();
    private final LongArrayList times = new LongArrayList();
    private long chain;
    private long timeNanos;

    ModelSymbol(Instrument instrument) {
        this.instrument = instrument;
        book = new ReferenceOrderBookFactory().create(instrument);
        answers = new ModelAnswers(instrument.symbol());
        ledger = new QuantityLedger(instrument.symbol());
        keepFigures();
    }

    String name() {
        return instrument.symbol();
    }

    ModelAnswers answers() {
        return answers;
    }

    /** How many commands were committed, ticks among them. */
    long commandSequence() {
        return bookHashes.size() - 1L;
    }

    /** How many events they caused. */
    long eventSequence() {
        return events.size();
    }

    /** A committed command. */
    void command(long commandSequence, long atNanos, OrderCommand command) {
        requireNext(commandSequence, atNanos);
        answers.requireInOrder(command);
        book.apply(command, atNanos, telling);
        List<BookEvent> told = number(commandSequence, atNanos, command.clientId(), command.requestId());
        if (told.isEmpty()) {
            throw new Violation("I2", name() + ": the reference book says nothing about " + command);
        }
        answers.add(command, commandSequence, told);
    }

    /** A committed tick. */
    void tick(long commandSequence, long atNanos) {
        requireNext(commandSequence, atNanos);
        book.expire(atNanos, telling);
        number(commandSequence, atNanos, 0, 0);
    }

    private void requireNext(long commandSequence, long atNanos) {
        if (commandSequence != commandSequence() + 1) {
            throw new Violation(
                    "I1", name() + ": command " + commandSequence + " is committed behind " + commandSequence());
        }
        if (atNanos < timeNanos) {
            throw new Violation(
                    "I5", name() + ": command " + commandSequence + " has an earlier time than the one before it");
        }
        timeNanos = atNanos;
    }

    private List<BookEvent> number(long commandSequence, long atNanos, long clientId, long requestId) {
        List<BookEvent> told = telling.take();
        for (BookEvent event : told) {
            event.symbolId(instrument.symbolId())
                    .eventSequence(events.size() + 1L)
                    .commandSequence(commandSequence)
                    .clientId(clientId)
                    .requestId(requestId)
                    .timeNanos(atNanos);
            chain = event.chainAfter(chain);
            event.chain(chain);
            byte[] bytes = new byte[BookEvent.LENGTH];
            event.encode(new UnsafeBuffer(bytes), 0);
            events.add(bytes);
            ledger.add(event);
        }
        keepFigures();
        return told;
    }

    private void keepFigures() {
        bookHashes.addLong(book.stateHash());
        chains.addLong(chain);
        eventCounts.addLong(events.size());
        times.addLong(timeNanos);
    }

    /** The event of a number, encoded; null if no committed command caused it. */
    byte[] event(long eventSequence) {
        return eventSequence >= 1 && eventSequence <= events.size() ? events.get((int) eventSequence - 1) : null;
    }

    long bookHashAt(long commandSequence) {
        return bookHashes.getLong((int) commandSequence);
    }

    long chainAt(long commandSequence) {
        return chains.getLong((int) commandSequence);
    }

    long eventSequenceAt(long commandSequence) {
        return eventCounts.getLong((int) commandSequence);
    }

    long timeAt(long commandSequence) {
        return times.getLong((int) commandSequence);
    }

    /** At the end of a run. */
    void compareQuantities() {
        ledger.compare(book);
    }
}
