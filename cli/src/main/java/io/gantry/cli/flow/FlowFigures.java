package io.gantry.cli.flow;

import io.gantry.engine.api.order.Side;

/** Draws sizes, sides and price levels with the shares measured in the US equity samples. */
final class FlowFigures {
    private static final int ROUND_LOT = 100;
    private static final int ROUND_LOT_PER_MILLE = 500;
    private static final int ODD_LOT_PER_MILLE = 780;
    private static final int SMALL_PER_MILLE = 900;
    private static final int MEDIUM_PER_MILLE = 980;

    private static final int INSIDE_PER_MILLE = 180;
    private static final int FARTHEST = 80;
    /** Distances from the own touch in ticks: up to this share of a thousand, from ... to. */
    private static final int[][] DISTANCES = {
        {340, 0, 0}, {400, 1, 1}, {530, 2, 5}, {650, 6, 10}, {840, 11, 20}, {990, 21, 50}, {1000, 51, FARTHEST}
    };

    /** How far from its start the price wanders before it is held back. */
    private static final int WANDER_LEVELS = 80;

    private static final int MIN_SIDE_PER_MILLE = 50;
    private static final int NARROW_GAP = 4;
    private static final int USUAL_GAP = 12;
    private static final int START_DISTANCE = 10;

    private final FlowRandom random;

    FlowFigures(FlowRandom random) {
        this.random = random;
    }

    /** An order's size in lots: half of them one round lot, mean about 84, one in a hundred above 400. */
    int size() {
        int dice = random.below(1000);
        if (dice < ROUND_LOT_PER_MILLE) {
            return ROUND_LOT;
        }
        if (dice < ODD_LOT_PER_MILLE) {
            return random.between(10, 19);
        }
        if (dice < SMALL_PER_MILLE) {
            return random.between(1, 99);
        }
        return dice < MEDIUM_PER_MILLE ? random.between(101, 300) : random.between(200, 500);
    }

    /** The side of the next passive order: rather the one that has fewer. */
    Side passiveSide(ModelBook book) {
        int buyPerMille = (1000 * book.size(Side.SELL) + 500) / (book.size() + 1);
        return side(buyPerMille);
    }

    /** The side of the next aggressor: rather the one that brings the price back to where it started. */
    Side aggressorSide(ModelBook book) {
        return side(500 - wander(book) * 500 / WANDER_LEVELS);
    }

    /** How often a cancel leaves the touch: the narrower the spread, the more of those who made it so give up. */
    int touchCancelPerMille(ModelBook book) {
        if (book.gap() < NARROW_GAP) {
            return 650;
        }
        return book.gap() < USUAL_GAP ? 300 : 30;
    }

    /** A level for an order that must not trade on entry. */
    int passiveLevel(ModelBook book, Side side) {
        int towards = ModelBook.towards(side);
        int level;
        if (book.size(side) > 0) {
            level = book.best(side) + towards * improvement(book, side);
        } else if (book.size(side.opposite()) > 0) {
            level = book.best(side.opposite()) - towards * random.between(1, START_DISTANCE);
        } else {
            level = ModelBook.MIDDLE - towards * random.between(1, START_DISTANCE);
        }
        return Math.max(0, Math.min(ModelBook.LEVELS - 1, level));
    }

    /** Ticks better than the own touch; zero or less joins it or stands behind. */
    private int improvement(ModelBook book, Side side) {
        int dice = random.below(1000);
        if (dice < INSIDE_PER_MILLE) {
            boolean strays = wander(book) * ModelBook.towards(side) > WANDER_LEVELS;
            return book.gap() == 0 || strays ? 0 : (int) random.logUniform(1, book.gap() + 1.0);
        }
        int row = 0;
        while (dice >= DISTANCES[row][0]) {
            row++;
        }
        return -random.between(DISTANCES[row][1], DISTANCES[row][2]);
    }

    private static int wander(ModelBook book) {
        return (book.best(Side.BUY) + book.best(Side.SELL)) / 2 - ModelBook.MIDDLE;
    }

    private Side side(int buyPerMille) {
        int held = Math.max(MIN_SIDE_PER_MILLE, Math.min(1000 - MIN_SIDE_PER_MILLE, buyPerMille));
        return random.chance(held) ? Side.BUY : Side.SELL;
    }
}
