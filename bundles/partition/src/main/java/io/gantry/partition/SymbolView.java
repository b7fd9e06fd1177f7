package io.gantry.partition;

import io.gantry.engine.api.partition.Gate;

/**
 * What a replica has of a symbol.
 *
 * @param symbolId its number
 * @param name its name
 * @param epoch of its owner
 * @param isConfirmed whether the register has said since this replica became the primary that it owns it
 * @param gate what becomes of commands
 * @param commandSequence of the last command
 * @param eventSequence of the last event
 * @param eventChain digest of all events
 * @param timeNanos of the last command
 * @param bookHash digest of the book
 * @param stateHash digest of everything
 */
public record SymbolView(
        int symbolId,
        String name,
        long epoch,
        boolean isConfirmed,
        Gate gate,
        long commandSequence,
        long eventSequence,
        long eventChain,
        long timeNanos,
        long bookHash,
        long stateHash) {}
