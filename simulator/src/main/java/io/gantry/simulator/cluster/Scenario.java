package io.gantry.simulator.cluster;

import io.gantry.simulator.trade.TradePlan;
import io.gantry.simulator.world.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a seed decides before a run: how the cluster is, what goes wrong, what is traded. A run of it depends on nothing else, so parts of it may be left out to
 * see whether the rest still fails.
 */
public record Scenario(long seed, Shape shape, List<Fault> faults, TradePlan trades) {

    private static final int SHAPE = 1;
    private static final int FAULTS = 2;
    private static final int TRADES = 3;
    private static final int MOVES = 4;

    /** What a seed decides. */
    public static Scenario of(long seed) {
        Dice dice = new Dice(seed);
        Shape shape = Shape.of(dice.fork(SHAPE));
        List<Fault> faults = new ArrayList<>(FaultPlan.of(dice.fork(FAULTS), shape, seed));
        faults.addAll(MovePlan.of(dice.fork(MOVES), shape));
        return new Scenario(
                seed,
                shape,
                faults,
                TradePlan.of(
                        dice.fork(TRADES), shape.clients(), shape.symbols(), shape.commands(), shape.tradingNanos()));
    }

    /** The same with these faults. */
    public Scenario with(List<Fault> fewer) {
        return new Scenario(seed, shape, fewer, trades);
    }

    /** The same with these commands. */
    public Scenario with(TradePlan fewer) {
        return new Scenario(seed, shape, faults, fewer);
    }

    /** The same in another shape. */
    public Scenario with(Shape other) {
        return new Scenario(seed, other, faults, trades);
    }
}
