package io.gantry.protocol;

/** Outcome of a sequenced command. */
public enum AnswerStatus {
    /** It was carried out. */
    EXECUTED,
    /** The book refused it and changed nothing. */
    REJECTED
}
