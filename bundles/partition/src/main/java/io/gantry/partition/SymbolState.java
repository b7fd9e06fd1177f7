package io.gantry.partition;

import io.gantry.engine.api.book.BookHash;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.Cut;
import io.gantry.protocol.CommandAnswer;

/**
 * All that a symbol is: book, de-dup table, counters. A deterministic state machine without clock, thread or I/O; the
 * same commands at the same times make the same state, events and answers.
 */
final class SymbolState {

    private final Instrument instrument;
    private final OrderBook book;
    private final String bookName;
    private final int bookVersion;
    private final AnswerTable answers = new AnswerTable();
    private final MarketDataNumbering marketData;
    private final EventNumbering events;
    private long commandSequence;
    private long timeNanos;

    /** @param factory made the book; not kept */
    SymbolState(Instrument instrument, OrderBook book, OrderBookFactory factory) {
        this.instrument = instrument;
        this.book = book;
        bookName = factory.name();
        bookVersion = factory.version();
        marketData = new MarketDataNumbering(instrument.symbolId(), book);
        events = new EventNumbering(instrument.symbolId(), marketData);
    }

    Instrument instrument() {
        return instrument;
    }

    OrderBook book() {
        return book;
    }

    /** Which implementation the book is of. */
    String bookName() {
        return bookName;
    }

    /** Version of its behaviour. */
    int bookVersion() {
        return bookVersion;
    }

    /** Of this replica, not of the state. */
    MarketDataNumbering marketData() {
        return marketData;
    }

    AnswerTable answers() {
        return answers;
    }

    long commandSequence() {
        return commandSequence;
    }

    long eventSequence() {
        return events.sequence();
    }

    long eventChain() {
        return events.chain();
    }

    /** When the last command was sequenced. */
    long timeNanos() {
        return timeNanos;
    }

    /** The time to sequence a command with: never before the last one's. */
    long timeNotBefore(long nowNanos) {
        return Math.max(timeNanos, nowNanos);
    }

    /** Takes over counters from an image, before any command. */
    void restore(long lastCommand, long lastEvent, long chain, long lastTimeNanos) {
        commandSequence = lastCommand;
        events.restore(lastEvent, chain);
        timeNanos = lastTimeNanos;
    }

    /** This command comes soon. Hot path. */
    void expect(OrderCommand command) {
        book.expect(command.orderId());
        answers.expect(command.clientId());
    }

    /**
     * Sequences and executes a command that {@link AnswerTable#check} found new. Hot path.
     *
     * @return the answer, valid until the next call
     */
    CommandAnswer apply(OrderCommand command, long atNanos, EventOutput output) {
        timeNanos = atNanos;
        events.begin(command, ++commandSequence, atNanos, output);
        book.apply(command, atNanos, events);
        marketData.settle(events.sequence());
        CommandAnswer answer = events.end();
        answers.add(command, answer);
        return answer;
    }

    /** It is so late: sequences that, and lets the orders expire whose time is over. */
    void tick(long atNanos, EventOutput output) {
        timeNanos = atNanos;
        events.beginTick(++commandSequence, atNanos, output);
        book.expire(atNanos, events);
        marketData.settle(events.sequence());
    }

    /** Digest of everything above. Walks all of it. */
    long stateHash() {
        long hash = BookHash.mix(book.stateHash(), commandSequence);
        hash = BookHash.mix(hash, events.sequence());
        hash = BookHash.mix(hash, events.chain());
        hash = BookHash.mix(hash, timeNanos);
        return BookHash.mix(hash, answers.hash());
    }

    Cut cut() {
        return new Cut(
                instrument.symbolId(),
                commandSequence,
                events.sequence(),
                stateHash(),
                book.figures().orders());
    }
}
