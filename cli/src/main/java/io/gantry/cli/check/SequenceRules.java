package io.gantry.cli.check;

import io.gantry.protocol.BookEvent;
import java.util.TreeMap;

/** Numbers and hashes of one symbol's events, in the order in which a feed told them. */
final class SequenceRules {
    private final String symbol;
    private final Findings findings;
    /** Numbers that were jumped over, as ranges by their first number. */
    private final TreeMap<Long, Long> missing = new TreeMap<>();

    private long last;
    private long chain;
    private long lastTimeNanos;

    SequenceRules(String symbol, Findings findings) {
        this.symbol = symbol;
        this.findings = findings;
    }

    /** Checks one event; false if it is one that was told before, or comes too late to be played in order. */
    boolean accept(BookEvent event) {
        long sequence = event.eventSequence();
        if (sequence <= last) {
            late(event);
            return false;
        }
        if (sequence > last + 1) {
            missing.put(last + 1, sequence - 1);
            findings.add(
                    Rule.EVENT_SEQUENCE,
                    symbol + ": event " + sequence + " follows event " + last + ", of command "
                            + event.commandSequence());
        }
        long expected = event.chainAfter(chain);
        if (expected != event.chain()) {
            findings.add(
                    Rule.EVENT_CHAIN,
                    symbol + " event " + sequence + ": carries " + Long.toHexString(event.chain()) + ", recomputed "
                            + Long.toHexString(expected));
        }
        if (event.timeNanos() < lastTimeNanos) {
            findings.add(
                    Rule.EVENTS,
                    symbol + " event " + sequence + ": its time " + event.timeNanos() + " lies before " + lastTimeNanos
                            + ", the time of the event before");
        }
        last = sequence;
        chain = event.chain();
        lastTimeNanos = event.timeNanos();
        return true;
    }

    private void late(BookEvent event) {
        long sequence = event.eventSequence();
        var range = missing.floorEntry(sequence);
        if (range == null || range.getValue() < sequence) {
            findings.add(Rule.DUPLICATED, symbol + ": event " + sequence + " told again after event " + last);
            return;
        }
        findings.add(Rule.REORDERED, symbol + ": event " + sequence + " told after event " + last);
        missing.remove(range.getKey());
        if (range.getKey() < sequence) {
            missing.put(range.getKey(), sequence - 1);
        }
        if (sequence < range.getValue()) {
            missing.put(sequence + 1, range.getValue());
        }
    }

    /** Number of the newest event. */
    long lastEvent() {
        return last;
    }

    /** Hash that the newest event carries. */
    long chain() {
        return chain;
    }
}
