package io.gantry.partition;

import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.Gate;
import java.util.ArrayDeque;

/** A symbol that this partition owns: its state, and what becomes of its commands right now. */
final class OwnedSymbol {

    /** A command that waits behind the gate. */
    record Parked(long connectionId, OrderCommand command, long deadlineNanos) {}

    private final SymbolState state;
    private final long epoch;
    private final ArrayDeque<Parked> parked = new ArrayDeque<>();
    private boolean confirmed;
    private String gatedBy = "";

    OwnedSymbol(SymbolState state, long epoch, boolean confirmed) {
        this.state = state;
        this.epoch = epoch;
        this.confirmed = confirmed;
    }

    SymbolState state() {
        return state;
    }

    long epoch() {
        return epoch;
    }

    /** Whether the register has said since this process started that the symbol is ours. */
    boolean isConfirmed() {
        return confirmed;
    }

    void confirm() {
        confirmed = true;
    }

    /** Somebody else may be its owner by now. */
    void unconfirm() {
        confirmed = false;
    }

    Gate gate() {
        return gatedBy.isEmpty() ? Gate.OPEN : Gate.HOLD;
    }

    /** The migration that holds the gate, empty if none. */
    String gatedBy() {
        return gatedBy;
    }

    void gatedBy(String migrationId) {
        gatedBy = migrationId;
    }

    /** What waits, in order of arrival. */
    ArrayDeque<Parked> parked() {
        return parked;
    }
}
