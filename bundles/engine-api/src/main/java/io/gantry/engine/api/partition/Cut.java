package io.gantry.engine.api.partition;

/**
 * A point in a symbol's life, and what its state was then.
 *
 * @param symbolId the symbol
 * @param commandSequence of the last command before the cut
 * @param eventSequence of the last event before the cut
 * @param stateHash digest of book, de-dup table and counters
 * @param restingOrders in the book
 */
public record Cut(int symbolId, long commandSequence, long eventSequence, long stateHash, int restingOrders) {}
