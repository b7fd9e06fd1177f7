package io.gantry.simulator.cluster;

import io.gantry.partition.ReplicaStep;
import io.gantry.simulator.world.Dice;
import java.util.List;

/** Faults that come one upon the other. Each alone is survived easily; together they lead to where protocols err, and the dice seldom throw all of them in a row. */
final class FaultSeries {

    private static final long MILLI = 1_000_000;
    private static final int KINDS = 11;

    private final Dice dice;
    private final Shape shape;
    private final List<Fault> faults;
    private final long at;
    private final long takeover;
    private final long shrink;
    private final int one;
    private final int other;

    private FaultSeries(Dice dice, Shape shape, List<Fault> faults) {
        this.dice = dice;
        this.shape = shape;
        this.faults = faults;
        at = dice.between(shape.tradingNanos() / 8, shape.tradingNanos() * 3 / 4);
        takeover = shape.times().takeoverNanos();
        shrink = shape.times().shrinkNanos();
        one = dice.below(shape.workers());
        other = (one + 1 + dice.below(shape.workers() - 1)) % shape.workers();
    }

    /** Adds one of them. */
    static void add(Dice dice, Shape shape, List<Fault> faults) {
        new FaultSeries(dice, shape, faults).add();
    }

    private void add() {
        switch (dice.below(KINDS)) {
            case 0 -> lateWords();
            case 1 -> shortMemory();
            case 2 -> grownAndForgotten();
            case 3 -> manyEpochs();
            case 4 -> lostAndForgotten();
            case 5 -> longTailForgotten();
            case 6 -> twoAtOnce();
            case 7 -> backlog();
            case 8 -> noRoomToInstall();
            case 9 -> primaryWithATail();
            default -> hardDisk();
        }
    }

    /** What was said before a restart is heard long after it. */
    private void lateWords() {
        for (int i = 0; i < shape.workers(); i++) {
            fault(FaultKind.SLOW_LINK, at, i, Fault.PRIMARY, upTo(1, 8), upTo(3, 25));
        }
        boolean isPrimary = dice.flip();
        fault(
                dice.flip() ? FaultKind.KILL : FaultKind.POWER,
                at + upTo(0, 5),
                isPrimary ? Fault.PRIMARY : one,
                0,
                soon(),
                0);
    }

    /** A follower loses its memory while another one is slow to acknowledge. */
    private void shortMemory() {
        fault(FaultKind.SLOW_LINK, at, other, Fault.PRIMARY, upTo(15, 40), upTo(8, 20));
        fault(dice.flip() ? FaultKind.KILL : FaultKind.POWER, at + upTo(4, 14), one, 0, soon(), 0);
    }

    /** All followers are dropped; one is taken in again; the primary dies there; much later all end and the register forgets. */
    private void grownAndForgotten() {
        boolean isDiskSlow = dice.flip();
        fault(FaultKind.ISOLATE, at, Fault.PRIMARY, 0, shrink + upTo(1, 4), 0);
        if (isDiskSlow) {
            fault(FaultKind.DISK_SLOW, at + shrink + upTo(1, 5), Fault.PRIMARY, 0, 2 * takeover, upTo(5, 30));
        }
        long step = (dice.chance(700) ? ReplicaStep.AFTER_GROW : ReplicaStep.BEFORE_GROW).ordinal();
        fault(FaultKind.CRASH_AT_STEP, at + shrink / 2, 0, 1, 20 * takeover, step);
        forget(at + shrink + 2 * takeover + upTo(5, 60));
    }

    /** Primaries end one after the other, each before it has told all others of its epoch. */
    private void manyEpochs() {
        long next = at;
        for (int round = 0; round < 5; round++) {
            fault(
                    dice.flip() ? FaultKind.ISOLATE : FaultKind.CUT,
                    next,
                    Fault.PRIMARY,
                    dice.below(shape.workers()),
                    upTo(3, 20),
                    0);
            if (dice.chance(300)) {
                fault(FaultKind.KILL, next + MILLI, Fault.PRIMARY, 0, MILLI / 2, 0);
                next += upTo(5, 10);
            }
            fault(
                    dice.flip() ? FaultKind.KILL : FaultKind.POWER,
                    next + upTo(2, 6),
                    Fault.PRIMARY,
                    0,
                    takeover * dice.between(5, 20) / 10,
                    0);
            next += takeover * dice.between(10, 18) / 10;
        }
    }

    /** A replica comes back without its log's end, and before it has that again, all end and the register forgets, or it is stopped as it should be. */
    private void lostAndForgotten() {
        int who = dice.flip() ? 1 : one;
        long down = soon();
        long back = at + down;
        boolean isCut = dice.chance(700);
        if (isCut) {
            fault(FaultKind.CUT, at, Fault.PRIMARY, who, upTo(10, 30), 0);
        }
        fault(dice.chance(300) ? FaultKind.KILL : FaultKind.POWER, at + 1, who, 0, down, 0);
        if (dice.flip()) {
            fault(FaultKind.RESTART, back + upTo(1, 8), who, 0, soon(), 0);
        }
        if (dice.chance(700)) {
            forget(back + upTo(1, isCut ? 20 : 6));
        }
    }

    /** A primary has logged what nobody else has, another one has begun an epoch, all end and the register forgets. */
    private void longTailForgotten() {
        fault(FaultKind.ISOLATE, at, Fault.PRIMARY, 0, upTo(4, 15), 0);
        fault(FaultKind.KILL, at + upTo(3, 12), Fault.PRIMARY, 0, 10 * takeover, 0);
        forget(at + takeover + (dice.flip() ? shrink : 0) + upTo(5, 30));
    }

    /** A primary and a follower end at the same time; the follower is back at once. */
    private void twoAtOnce() {
        boolean isFirst = dice.flip();
        fault(FaultKind.POWER, isFirst ? at : at + MILLI / 2, Fault.PRIMARY, 0, 3 * takeover, 0);
        fault(dice.flip() ? FaultKind.KILL : FaultKind.POWER, isFirst ? at + MILLI / 2 : at, one, 0, soon(), 0);
    }

    /** What followers give out has piled up when one of them takes over. */
    private void backlog() {
        long begin = at / 4;
        for (int i = 0; i < shape.workers(); i++) {
            fault(FaultKind.EGRESS_SLOW, begin, i, 0, shape.tradingNanos(), upTo(60, 250));
        }
        fault(FaultKind.KILL, at, Fault.PRIMARY, 0, 2 * takeover, 0);
        fault(FaultKind.KILL, at + 3 * takeover, Fault.PRIMARY, 0, soon(), 0);
    }

    /** A worker that has been away for long needs a snapshot and has no room for it. */
    private void noRoomToInstall() {
        long down = shape.tradingNanos() / 2;
        long begin = at / 3;
        fault(FaultKind.POWER, begin, one, 0, down, 0);
        fault(FaultKind.WIPE, begin + 3 * takeover, one, 0, down, 0);
        fault(FaultKind.DISK_FULL, begin + down + upTo(1, 12), one, 0, upTo(5, 60), 0);
    }

    /** A primary that nobody acknowledges comes back at once with all that it had logged. */
    private void primaryWithATail() {
        long silence = takeover + shrink;
        fault(FaultKind.ISOLATE, at, Fault.PRIMARY, 0, silence, 0);
        fault(FaultKind.KILL, at + upTo(2, 10), Fault.PRIMARY, 0, MILLI / 2, 0);
    }

    /** A machine loses power again and again, or after a sync that failed, or its newest snapshots rot. */
    private void hardDisk() {
        int kind = dice.below(3);
        if (kind == 0) {
            fault(FaultKind.SYNC_FAILS, at, one, 0, 0, 0);
            fault(FaultKind.POWER, at + upTo(2, 15), one, 0, soon(), 0);
            return;
        }
        if (kind == 1) {
            fault(FaultKind.ROT, at, one, 0, 0, 1);
            fault(FaultKind.KILL, at + upTo(0, 4), one, 0, soon(), 0);
            return;
        }
        long next = at;
        boolean hasTail = dice.flip();
        if (hasTail) {
            fault(FaultKind.ISOLATE, at - upTo(5, 15), Fault.PRIMARY, 0, 2 * takeover, 0);
        }
        int who = hasTail ? Fault.PRIMARY : one;
        for (int round = 0; round < 5; round++) {
            fault(FaultKind.POWER, next, who, 0, soon(), 0);
            next += upTo(2, 9);
        }
    }

    /** All end; the first to come back is the one before which the others were dropped. */
    private void forget(long when) {
        fault(FaultKind.BLACKOUT, when, 0, 0, upTo(1, 10), 1);
    }

    private long soon() {
        return dice.between(MILLI / 2, 3 * MILLI);
    }

    private long upTo(long least, long most) {
        return dice.between(least * MILLI, most * MILLI);
    }

    private void fault(FaultKind kind, long when, int worker, int otherEnd, long forNanos, long detail) {
        faults.add(new Fault(kind, Math.max(0, when), worker, otherEnd, forNanos, detail));
    }
}
