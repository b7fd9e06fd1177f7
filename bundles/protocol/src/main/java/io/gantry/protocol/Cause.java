package io.gantry.protocol;

/** Why a command was not executed. Such an answer is never stored: the same request id may be sent again, unless the cause is final. */
public enum Cause {
    /** The symbol is at another partition; the answer says which. */
    MOVED(false),
    /** Not now: the symbol's commands are held, or an earlier command of the client has not arrived yet. */
    TRY_AGAIN(false),
    /** The partition's queue is full. */
    OVERLOADED(false),
    /** There is no such symbol. */
    UNKNOWN_SYMBOL(true),
    /** The request id is below the client's newest one and its answer is not kept any more; whether it was executed then is for the events to tell. */
    STALE_REQUEST(true),
    /** The request id was used before, for another command. */
    DUPLICATE_MISMATCH(true),
    /** The message is not a command that could be sequenced; the detail says why. */
    INVALID(true);

    private final boolean last;

    Cause(boolean last) {
        this.last = last;
    }

    /** Whether sending it again is of no use. */
    public boolean isFinal() {
        return last;
    }
}
