package io.gantry.simulator.check;

/**
 * What a replica shows of a symbol.
 *
 * @param symbolId its number
 * @param commandSequence of the last command
 * @param eventSequence of the last event
 * @param eventChain digest of all events
 * @param timeNanos of the last command
 * @param bookHash digest of the book
 * @param stateHash digest of everything
 */
public record SymbolFigures(
        int symbolId,
        long commandSequence,
        long eventSequence,
        long eventChain,
        long timeNanos,
        long bookHash,
        long stateHash) {}
