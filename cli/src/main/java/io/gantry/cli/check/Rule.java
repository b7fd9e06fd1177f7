package io.gantry.cli.check;

/** What a recording must obey. */
public enum Rule {
    /** Every command has exactly one outcome. */
    ANSWERED("answered", "every command has one outcome"),
    /** A command that was sent is in the events, or its client knows that it is not. */
    LOST("lost", "every acknowledged command is in the events"),
    /** A command is sequenced once, an event told once. */
    DUPLICATED("duplicated", "no command sequenced and no event told twice"),
    /** A client's commands of one symbol are sequenced in the order in which they were sent; events come in order. */
    REORDERED("reordered", "each session's commands of a symbol in the order sent"),
    /** Events say what the reference book says, field by field. */
    EVENTS("events", "every event equals the reference book's"),
    /** Answers say what the reference book says, field by field. */
    ANSWERS("answers", "every answer equals the reference book's"),
    /** Nothing happened that nobody asked for. */
    ASKED_FOR("asked-for", "no command but those that were sent"),
    /** Events are numbered from 1 without a gap. */
    EVENT_SEQUENCE("event-sequence", "events numbered without a gap"),
    /** Commands are numbered from 1 without a gap. */
    COMMAND_SEQUENCE("command-sequence", "commands numbered without a gap"),
    /** The running hash over the events is what the events give. */
    EVENT_CHAIN("event-chain", "hash chains recomputed"),
    /** Entered = traded + cancelled + resting, per order and per symbol (SEMANTICS I7). */
    QUANTITY("quantity", "entered = traded + cancelled + resting"),
    /** An order that was cancelled does not trade any more (SEMANTICS I10). */
    CANCEL_IS_FINAL("cancel-is-final", "no cancelled order trades afterwards"),
    /** A command answered NOT_EXECUTED never takes effect (SEMANTICS I11). */
    NOT_EXECUTED_IS_FINAL("not-executed-is-final", "no command answered NOT_EXECUTED takes effect"),
    /** The last owner of a symbol knows all that was ever acknowledged, by whichever worker (SEMANTICS I3). */
    KEPT("kept", "the last owner has all that was acknowledged"),
    /** The worker's book is the reference book. */
    FINAL_BOOK("final-book", "each worker's book equals the reference book");

    private final String label;
    private final String meaning;

    Rule(String label, String meaning) {
        this.label = label;
        this.meaning = meaning;
    }

    /** Its name in reports. */
    public String label() {
        return label;
    }

    /** What holds when it is obeyed, for people. */
    public String meaning() {
        return meaning;
    }
}
