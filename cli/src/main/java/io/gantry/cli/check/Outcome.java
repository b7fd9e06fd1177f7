package io.gantry.cli.check;

/** What a client was told in the end about a command. */
enum Outcome {
    /** It was sequenced; there is an answer. */
    ANSWERED,
    /** It did not happen and will not. */
    NOT_EXECUTED,
    /** Nobody could tell; it may have happened or not. */
    UNDECIDED
}
