package io.gantry.simulator.cluster;

import io.gantry.simulator.world.Dice;
import java.util.ArrayList;
import java.util.List;

/** Makes moves up. */
final class MovePlan {

    private static final long MILLI = 1_000_000;
    private static final int WHOLE = 800;
    private static final long SECOND = 1_000 * MILLI;
    private static final int SET_BACK = 60;
    private static final int MOVING = 500;
    private static final int MAX_MOVES = 5;
    private static final int MANY_MOVES = 15;
    private static final int RESTLESS = 200;
    private static final int AT_PRIMARY = 900;

    private MovePlan() {}

    /** Moves, as faults. */
    static List<Fault> of(Dice dice, Shape shape) {
        List<Fault> moves = new ArrayList<>();
        if (shape.partitions() == 1 && !dice.chance(MOVING)) {
            return moves;
        }
        int count = 1 + dice.below(dice.chance(RESTLESS) ? MANY_MOVES : MAX_MOVES);
        for (int i = 0; i < count; i++) {
            boolean isWhole = shape.partitions() > 1 && dice.chance(WHOLE);
            long at = dice.between(0, shape.tradingNanos());
            long patience = isWhole ? dice.between(5, 200) * MILLI : patience(dice);
            moves.add(new Fault(
                    isWhole ? FaultKind.MOVE : FaultKind.GIVEN_UP_MOVE,
                    at,
                    dice.chance(AT_PRIMARY) ? Fault.PRIMARY : dice.below(shape.workers()),
                    1 + dice.below(shape.symbols()),
                    patience,
                    dice.next() >>> 1));
            if (dice.chance(SET_BACK)) {
                // What waits behind the gate must not wait for the clock.
                moves.add(new Fault(
                        FaultKind.CLOCK_JUMP, at + patience / 3, Fault.PRIMARY, 0, 0, -dice.between(MILLI, SECOND)));
            }
        }
        return moves;
    }

    private static long patience(Dice dice) {
        return dice.flip() ? dice.between(MILLI / 2, 10 * MILLI) : dice.between(1, 80) * MILLI;
    }
}
