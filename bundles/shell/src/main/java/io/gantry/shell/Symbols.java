package io.gantry.shell;

import io.gantry.engine.api.order.Instrument;

/** Names of symbols, as operators type them. */
final class Symbols {

    private Symbols() {}

    /** A checked name, safe to print. */
    static String shown(String typed) {
        try {
            return Instrument.requireSymbol(typed);
        } catch (IllegalArgumentException notOne) {
            throw new ShellFailure(ShellFailure.FAILED, notOne.getMessage());
        }
    }
}
