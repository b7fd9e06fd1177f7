package io.gantry.tck.book;

import java.util.function.Consumer;

/** Kinds of trading that random commands imitate, each of them near some of a book's difficult places. */
enum Profile {
    CALM(mix -> {
        mix.reserveTicks = 8;
        mix.steps = 350;
    }),
    DENSE(mix -> {
        mix.widthTicks = 3;
        mix.reserveTicks = 0;
        mix.tickSize = 1;
        mix.lotSize = 1;
    }),
    ICEBERGS(mix -> {
        mix.icebergPercent = 60;
        mix.widthTicks = 3;
        mix.reserveTicks = 1;
        mix.maxLots = 60;
        mix.preventionPercent = 40;
        mix.fillOrKillPercent = 15;
        mix.minQuantityPercent = 10;
    }),
    STOPS(mix -> {
        mix.stopPercent = 50;
        mix.marketState = 5;
        mix.widthTicks = 8;
        mix.reserveTicks = 2;
        mix.reopenPercent = 30;
    }),
    SELF_TRADES(mix -> {
        mix.preventionPercent = 90;
        mix.groupPercent = 40;
        mix.groups = 2;
        mix.accounts = 3;
        mix.widthTicks = 4;
        mix.reserveTicks = 1;
        mix.icebergPercent = 25;
        mix.fillOrKillPercent = 15;
        mix.minQuantityPercent = 10;
    }),
    AUCTIONS(mix -> {
        mix.marketState = 12;
        mix.callPercent = 70;
        mix.reopenPercent = 5;
        mix.widthTicks = 6;
        mix.reserveTicks = -2;
        mix.immediatePercent = 2;
        mix.fillOrKillPercent = 1;
        mix.marketPercent = 2;
        mix.postOnlyPercent = 2;
        mix.icebergPercent = 20;
        mix.stopPercent = 15;
    }),
    EXPIRY(mix -> {
        mix.dayPercent = 25;
        mix.datePercent = 40;
        mix.stepMillis = 5_000;
        mix.jumpPercent = 8;
        mix.stopPercent = 20;
        mix.icebergPercent = 15;
        mix.rules = 4;
        mix.expire = 15;
    }),
    RULES(mix -> {
        mix.rules = 12;
        mix.accounts = 3;
        mix.marketPercent = 25;
        mix.stopPercent = 20;
    }),
    SPARSE(mix -> {
        mix.prices = Mix.Prices.ANY;
        mix.tickSize = 1;
        mix.lotSize = 1;
        mix.ids = Mix.Ids.RANDOM;
        mix.hugeQuantities = true;
        mix.rules = 2;
        mix.marketState = 5;
        mix.callPercent = 60;
        mix.massCancel = 4;
        mix.everybodyPercent = 40;
    }),
    MANY_ACCOUNTS(mix -> {
        mix.accounts = 400;
        mix.steps = 500;
        mix.rules = 5;
        mix.reserveTicks = 10;
        mix.stopPercent = 15;
    }),
    REUSED_IDS(mix -> {
        mix.ids = Mix.Ids.REUSED;
        mix.cancel = 20;
        mix.replace = 20;
        mix.widthTicks = 20;
    }),
    DEEP(mix -> {
        mix.steps = 900;
        mix.ids = Mix.Ids.RANDOM;
        mix.reserveTicks = 30;
        mix.widthTicks = 40;
        mix.cancel = 4;
        mix.massCancel = 0;
        mix.snapshot = 5;
        mix.restore = 1;
        mix.abandon = 0;
        mix.stopPercent = 15;
        mix.icebergPercent = 15;
        mix.datePercent = 10;
    }),
    BAD(mix -> {
        mix.badPercent = 35;
        mix.massCancel = 4;
    }),
    /** Thousands of open orders; not among those that seeds choose. */
    LARGE(mix -> {
        mix.steps = 6_000;
        mix.ids = Mix.Ids.RANDOM;
        mix.accounts = 300;
        mix.widthTicks = 400;
        mix.reserveTicks = 380;
        mix.middleTicks = 100_000;
        mix.enter = 84;
        mix.cancel = 4;
        mix.reduce = 4;
        mix.replace = 8;
        mix.massCancel = 1;
        mix.everybodyPercent = 2;
        mix.marketState = 1;
        mix.callPercent = 70;
        mix.reopenPercent = 3;
        mix.rules = 0;
        mix.badPercent = 1;
        mix.marketPercent = 1;
        mix.immediatePercent = 1;
        mix.fillOrKillPercent = 1;
        mix.stopPercent = 12;
        mix.icebergPercent = 15;
        mix.datePercent = 10;
        mix.jumpPercent = 0;
        mix.stepMillis = 2_000;
        mix.restore = 0;
        mix.abandon = 0;
    });

    private final Consumer<Mix> settings;

    Profile(Consumer<Mix> settings) {
        this.settings = settings;
    }

    /** The one that a seed chooses. */
    static Profile of(long seed) {
        return values()[(int) Math.floorMod(seed, (long) LARGE.ordinal())];
    }

    Mix mix() {
        Mix mix = new Mix();
        settings.accept(mix);
        return mix;
    }
}
