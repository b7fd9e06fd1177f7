package io.gantry.simulator.cluster;

import io.gantry.simulator.world.Dice;

/**
 * How often something gets its turn, in nanoseconds.
 *
 * @param leastBusy until the next turn when there was something to do
 * @param mostBusy the same
 * @param leastIdle until the next turn when there was nothing to do
 * @param mostIdle the same
 */
record Pace(long leastBusy, long mostBusy, long leastIdle, long mostIdle) {

    long busy(Dice dice) {
        return dice.between(leastBusy, mostBusy);
    }

    long idle(Dice dice) {
        return dice.between(leastIdle, mostIdle);
    }
}
