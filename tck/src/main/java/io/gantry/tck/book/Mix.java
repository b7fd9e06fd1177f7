package io.gantry.tck.book;

/** What random commands are like: weights of the kinds, chances in percent, and ranges. */
final class Mix {

    /** How order ids are given. */
    enum Ids {
        /** 1, 2, 3 and so on. */
        SEQUENTIAL,
        /** Any number above zero. */
        RANDOM,
        /** Few, used again and again. */
        REUSED
    }

    /** Where prices come from. */
    enum Prices {
        /** Around a middle. */
        BAND,
        /** Of every order of magnitude, near the largest long too. */
        ANY
    }

    int steps = 250;
    long tickSize = 5;
    long lotSize = 10;

    int enter = 62;
    int cancel = 12;
    int reduce = 7;
    int replace = 14;
    int massCancel = 1;
    int marketState = 2;
    int rules = 1;
    int restore = 1;
    int snapshot = 2;
    int abandon = 1;
    int expire = 3;
    int depth = 1;

    int badPercent = 3;
    int marketPercent = 6;
    int stopPercent = 8;
    int icebergPercent = 8;
    int postOnlyPercent = 6;
    int minQuantityPercent = 4;
    int immediatePercent = 8;
    int fillOrKillPercent = 5;
    int dayPercent = 4;
    int datePercent = 4;
    int preventionPercent = 20;
    int groupPercent = 10;

    /** The chance that a mass cancel takes everybody's orders. */
    int everybodyPercent = 10;

    /** In a state that is not OPEN: the chance that the next command opens the market. */
    int reopenPercent = 12;

    /** The chance that a change of state goes to a call phase. */
    int callPercent = 30;

    int accounts = 5;
    int groups = 3;
    Ids ids = Ids.SEQUENTIAL;
    Prices prices = Prices.BAND;
    int middleTicks = 1_000;
    int widthTicks = 12;

    /** Ticks that buyers stay below the middle and sellers above it: the less, the more they trade. */
    int reserveTicks = 4;

    int maxLots = 20;
    boolean hugeQuantities;
    int stepMillis = 10;
    int jumpPercent = 1;
}
