package io.gantry.migration;

import io.gantry.engine.api.partition.Cut;
import java.util.List;

/** Compares what the target made of the copies with what the source froze. */
final class VerifyStep implements Step {

    private final MigrationSession session;
    private final CopyStep copy;

    VerifyStep(MigrationSession session, CopyStep copy) {
        this.session = session;
        this.copy = copy;
    }

    @Override
    public void run(long deadlineNanos) {
        List<Cut> frozen = session.cuts();
        List<Cut> copied = copy.sealed();
        for (int i = 0; i < frozen.size(); i++) {
            compare(session.symbols().get(i).name(), frozen.get(i), copied.get(i));
        }
    }

    private static void compare(String symbol, Cut frozen, Cut copied) {
        requireEqual(symbol, "symbol id", frozen.symbolId(), copied.symbolId());
        requireEqual(symbol, "command sequence", frozen.commandSequence(), copied.commandSequence());
        requireEqual(symbol, "event sequence", frozen.eventSequence(), copied.eventSequence());
        requireEqual(symbol, "number of resting orders", frozen.restingOrders(), copied.restingOrders());
        if (frozen.stateHash() != copied.stateHash()) {
            throw new StepFailure(String.format(
                    "%s: state hash is %016x at the source and %016x at the target",
                    symbol, frozen.stateHash(), copied.stateHash()));
        }
    }

    private static void requireEqual(String symbol, String what, long frozen, long copied) {
        if (frozen != copied) {
            throw new StepFailure(
                    symbol + ": " + what + " is " + frozen + " at the source and " + copied + " at the target");
        }
    }
}
