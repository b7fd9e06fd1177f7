package io.gantry.cli.check;

import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.partition.BookView;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import io.gantry.protocol.BookEvent;
import java.util.Map;

/** Judges a recording. */
public final class RecordingCheck {

    /** How many price levels of each side a final book should show, if it has so many. */
    public static final int LEVELS = 1000;

    /** What everybody is compared with, whichever book the workers keep. */
    private static final OrderBookFactory REFERENCE = new ReferenceOrderBookFactory();

    private RecordingCheck() {}

    /**
     * Judges a recording of symbols that nobody else trades and that began with empty books.
     *
     * @param recording to which nobody writes any more
     * @param finalBooks by symbol: what the last owner shows after the last command, {@link #LEVELS} levels
     */
    public static CheckReport check(Recording recording, Map<String, BookView> finalBooks) {
        Findings findings = new Findings();
        for (SymbolRecording symbol : recording.symbols()) {
            check(symbol, finalBooks, findings);
        }
        recording.strays().forEach(stray -> findings.add(Rule.ASKED_FOR, stray));
        return findings.report();
    }

    private static void check(SymbolRecording recording, Map<String, BookView> finalBooks, Findings findings) {
        String symbol = recording.instrument().symbol();
        findings.tally().symbol(recording.sentCommands());
        OrderBook reference = REFERENCE.create(recording.instrument());
        SentCommands commands = new SentCommands(recording);
        QuantityLedger ledger = new QuantityLedger(symbol, findings);
        EventReplay replay = new EventReplay(symbol, commands, reference, ledger, findings);
        FieldLog.Cursor row = recording.eventCursor();
        BookEvent event = new BookEvent();
        while (row.next()) {
            replay.event(recording.decode(row, event));
        }
        replay.end();
        AnswerCheck answers = new AnswerCheck(recording, commands, findings);
        answers.run();
        ledger.close(reference);
        BookView view = finalBooks.get(symbol);
        if (view == null) {
            findings.add(Rule.FINAL_BOOK, symbol + ": no worker showed its book");
            return;
        }
        FinalBookCheck book = new FinalBookCheck(view, findings);
        book.checkKept(answers);
        book.checkBook(reference, replay);
        book.checkQuantity(ledger, reference);
    }
}
