package io.gantry.simulator.cluster;

import java.util.function.IntSupplier;
import org.agrona.concurrent.IdleStrategy;

/** What a lane does while the egress has to make room: it has the egress take a turn. */
final class EgressTurns implements IdleStrategy {

    private final IntSupplier turn;

    EgressTurns(IntSupplier turn) {
        this.turn = turn;
    }

    @Override
    public void idle(int workCount) {
        turn.getAsInt();
    }

    @Override
    public void idle() {
        turn.getAsInt();
    }

    @Override
    public void reset() {}

    @Override
    public String alias() {
        return "egress turns";
    }
}
