package io.gantry.simulator.cluster;

import io.gantry.engine.api.journal.Durability;
import io.gantry.partition.ReplicaStep;
import io.gantry.simulator.world.Dice;
import java.util.List;

/** Faults that come one upon the other. Each alone is survived easily; together they lead to where protocols err, and the dice seldom throw all of them in a row. */
final class FaultSeries {

    private static final long MILLI = 1_000_000;
    private static final int KINDS = 13;
    private static final int FIRST_PRIMARY = 1;

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
        // The second worker is the first primary, and mostly the primary still.
        one = (2 + dice.below(shape.workers() - 1)) % shape.workers();
        other = (one + 1) % shape.workers() == 1 ? (one + 2) % shape.workers() : (one + 1) % shape.workers();
    }

    /** Adds one of them. */
    static void add(Dice dice, Shape shape, List<Fault> faults) {
        new FaultSeries(dice, shape, faults).add();
    }

    /** Adds one of those that lead to where an error shows seldom. They are in addition, so that all other dice fall as they do without. */
    static void addRare(Dice dice, Shape shape, List<Fault> faults) {
        FaultSeries series = new FaultSeries(dice, shape, faults);
        if (shape.durability() == Durability.REPLICATED_FSYNC) {
            series.epochBetween();
        } else if (dice.flip()) {
            series.lateWords();
        } else {
            series.firstWordsLost();
        }
    }

    /** Adds late words: one throw alone seldom hits, since they must come just when a follower has lost what they speak of. */
    static void addLateWords(Dice dice, Shape shape, List<Fault> faults) {
        new FaultSeries(dice, shape, faults).lateWords();
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
            case 10 -> setBack();
            case 11 -> lateRegister();
            default -> hardDisk();
        }
    }

    /** What was said before a restart is heard long after it, while what the restarted one lacks is on its way. */
    private void lateWords() {
        long silence = upTo(5, 10);
        long answer = upTo(3, 7);
        if (dice.chance(600)) {
            fault(FaultKind.SLOW_LINK, at, one, Fault.PRIMARY, silence, upTo(11, 28));
            fault(FaultKind.SLOW_LINK, at + silence - MILLI, Fault.PRIMARY, one, 40 * MILLI, answer);
            lose(one, at + silence - MILLI);
            return;
        }
        for (int i = 0; i < shape.workers(); i++) {
            fault(FaultKind.SLOW_LINK, at, i, Fault.PRIMARY, upTo(3, 12), upTo(8, 30));
        }
        fault(FaultKind.KILL, at + upTo(0, 2), Fault.PRIMARY, 0, MILLI / 2, 0);
    }

    /** A follower loses its memory while another one is slow to acknowledge. */
    private void shortMemory() {
        fault(FaultKind.SLOW_LINK, at, other, Fault.PRIMARY, upTo(15, 40), upTo(8, 20));
        long when = at + upTo(8, 16);
        fault(FaultKind.SLOW_LINK, when, Fault.PRIMARY, one, 30 * MILLI, upTo(2, 8));
        lose(one, when);
    }

    /** All followers are dropped; one is taken in again; the primary dies there; all end and the register forgets. */
    private void grownAndForgotten() {
        boolean isSynced = shape.durability() == Durability.REPLICATED_FSYNC;
        fault(FaultKind.ISOLATE, at, Fault.PRIMARY, 0, shrink + upTo(1, 4), 0);
        if (!isSynced || dice.flip()) {
            fault(FaultKind.DISK_SLOW, at + shrink, Fault.PRIMARY, 0, 2 * takeover, upTo(10, 40));
        }
        ReplicaStep step = dice.chance(700) ? ReplicaStep.AFTER_GROW : ReplicaStep.BEFORE_GROW;
        long down = isSynced ? 20 * takeover : soon();
        fault(FaultKind.CRASH_AT_STEP, at + shrink / 2, 0, isSynced ? 1 : 0, down, step.ordinal());
        forget(at + shrink + (isSynced ? 2 * takeover + upTo(5, 60) : upTo(6, 30)));
    }

    /** Three primaries end one after the other; the first and the third are the same worker, which misses the epoch between. */
    private void manyEpochs() {
        if (dice.flip()) {
            epochOfFew();
            return;
        }
        long begin = Math.min(at, shape.tradingNanos() / 3);
        fault(FaultKind.PAUSE, begin, one, 0, 7 * takeover, 0);
        fault(FaultKind.ISOLATE, begin, Fault.PRIMARY, 0, takeover, 0);
        long[] ends = {3, 14, 34};
        long[] downs = {20, 26, 30};
        for (int i = 0; i < ends.length; i++) {
            long when = begin + takeover * dice.between(ends[i], ends[i] + 2) / 10;
            fault(FaultKind.KILL, when, Fault.PRIMARY, 0, takeover * downs[i] / 10, 0);
        }
    }

    /** A primary begins an epoch that one follower hears of and another one does not, which takes over. */
    private void epochOfFew() {
        fault(FaultKind.CUT, at, Fault.PRIMARY, other, 2 * takeover, 0);
        fault(FaultKind.KILL, at + MILLI, Fault.PRIMARY, 0, MILLI / 2, 0);
        long claimed = at + upTo(8, 16);
        fault(FaultKind.PAUSE, claimed, one, 0, takeover * 2, 0);
        fault(FaultKind.KILL, claimed, Fault.PRIMARY, 0, 4 * takeover, 0);
    }

    /** A replica comes back without its log's end, and before it has that again, it is stopped as it should be, or all end and the register forgets. */
    private void lostAndForgotten() {
        fault(FaultKind.CUT, at, Fault.PRIMARY, one, upTo(10, 30), 0);
        lose(one, at + upTo(0, 2));
        long back = at + upTo(5, 8);
        if (dice.flip()) {
            fault(FaultKind.RESTART, back, one, 0, soon(), 0);
            back += upTo(4, 5);
        }
        if (dice.flip()) {
            forget(back + upTo(0, 6));
        }
    }

    /** A primary has logged what nobody else has, another one has begun an epoch, all end and the register forgets. */
    private void longTailForgotten() {
        fault(FaultKind.ISOLATE, at, Fault.PRIMARY, 0, upTo(4, 15), 0);
        fault(FaultKind.KILL, at + upTo(3, 12), Fault.PRIMARY, 0, 10 * takeover, 0);
        forget(at + takeover + (dice.flip() ? shrink : 0) + upTo(5, 30));
    }

    /** A primary and a follower end at the same time, and the one that takes over has not heard what is committed; the follower is back at once. */
    private void twoAtOnce() {
        long slow = at - 20 * MILLI;
        for (int i = 0; i < shape.workers(); i++) {
            fault(FaultKind.SLOW_LINK, slow, Fault.PRIMARY, i, 20 * MILLI, upTo(5, 12));
        }
        fault(FaultKind.DISK_SLOW, slow, one, 0, 30 * MILLI, upTo(3, 9));
        boolean isFirst = dice.flip();
        fault(FaultKind.POWER, isFirst ? at : at + MILLI / 4, Fault.PRIMARY, 0, 3 * takeover, 0);
        fault(FaultKind.KILL, isFirst ? at + MILLI / 4 : at, one, 0, soon(), 0);
    }

    /** As {@link #twoAtOnce}, and the one that took over is heard by the follower now and then only: not when it sends what that one lacks. */
    private void firstWordsLost() {
        twoAtOnce();
        long next = at + takeover * 9 / 10;
        while (next < at + 2 * takeover) {
            long silence = dice.between(MILLI / 3, 2 * MILLI);
            fault(FaultKind.CUT, next, other, one, silence, 0);
            next += silence + dice.between(MILLI / 3, MILLI);
        }
    }

    /**
     * One follower has a tail of the first epoch, and takes over in the third; the next one, in the fourth, has heard of the second and of neither the tail nor the
     * third. Where its second epoch ends is then in the middle of that tail, which says nothing.
     */
    private void epochBetween() {
        long begin = Math.min(at, shape.tradingNanos() / 3);
        long end = begin + upTo(5, 10);
        fault(FaultKind.DISK_SLOW, begin - MILLI, Fault.PRIMARY, 0, 20 * MILLI, upTo(20, 60));
        for (int i = 0; i < shape.workers(); i++) {
            if (i != other && i != FIRST_PRIMARY) {
                fault(FaultKind.CUT, begin, Fault.PRIMARY, i, end - begin, 0);
                fault(FaultKind.CUT, end, other, i, 4 * takeover, 0);
            }
        }
        fault(FaultKind.CUT, end, Fault.PRIMARY, other, 2 * takeover, 0);
        fault(FaultKind.POWER, end, Fault.PRIMARY, 0, MILLI / 2, 0);
        long second = end + upTo(4, 9);
        fault(FaultKind.KILL, second, Fault.PRIMARY, 0, 8 * takeover, 0);
        for (int i = 0; i < shape.workers(); i++) {
            if (i != other && i != FIRST_PRIMARY) {
                fault(FaultKind.PAUSE, second, i, 0, takeover * dice.between(20, 25) / 10, 0);
            }
        }
        fault(FaultKind.KILL, second + takeover * dice.between(26, 32) / 10, other, 0, 5 * takeover, 0);
    }

    /** What followers give out has piled up when one of them takes over. */
    private void backlog() {
        for (int i = 0; i < shape.workers(); i++) {
            if (i != FIRST_PRIMARY) {
                fault(FaultKind.EGRESS_SLOW, 0, i, 0, 2 * shape.tradingNanos(), upTo(300, 500));
            }
        }
        fault(FaultKind.POWER, shape.tradingNanos() * dice.between(60, 95) / 100, Fault.PRIMARY, 0, 2 * takeover, 0);
    }

    /** Followers come and go while the register answers to questions that nobody asks any more. */
    private void lateRegister() {
        fault(FaultKind.REGISTER_BAD, at, 0, 0, 250 * MILLI, 0);
        for (int round = 0; round < 6; round++) {
            int who = dice.flip() ? one : other;
            fault(FaultKind.ISOLATE, at + round * takeover, who, 0, shrink + upTo(1, 6), 0);
        }
    }

    /** A worker that has been away for long needs a snapshot and has no room for it. */
    private void noRoomToInstall() {
        long down = shape.tradingNanos() / 2;
        long begin = at / 3;
        fault(FaultKind.POWER, begin, one, 0, down, 0);
        fault(FaultKind.WIPE, begin + 3 * takeover, one, 0, down, 0);
        fault(FaultKind.DISK_FULL, begin + down + upTo(1, 12), one, 0, upTo(5, 60), 0);
    }

    /** A primary that nobody acknowledges comes back at once with all that it had logged, and cannot have the others dropped. */
    private void primaryWithATail() {
        fault(FaultKind.ISOLATE, at, Fault.PRIMARY, 0, 3 * takeover, 0);
        long killed = at + upTo(2, 10);
        fault(FaultKind.KILL, killed, Fault.PRIMARY, 0, MILLI / 2, 0);
        fault(FaultKind.REGISTER_DOWN, killed + upTo(4, 12), 0, 0, upTo(20, 50), 0);
    }

    /** All clocks go back, and all begin again with what they have on disk. */
    private void setBack() {
        for (int round = 1; round <= 3; round++) {
            long when = at * round / 2;
            for (int i = 0; i < shape.workers(); i++) {
                fault(FaultKind.CLOCK_JUMP, when, i, 0, 0, -upTo(100, 10_000));
            }
            fault(FaultKind.BLACKOUT, when, 0, 0, upTo(1, 5), 0);
        }
    }

    /** A sync fails and then the power; the newest snapshot rots; snapshots are ahead of a slow log, or slow themselves. */
    private void hardDisk() {
        switch (dice.below(7)) {
            case 0 -> {
                fault(FaultKind.SYNC_FAILS, at, one, 0, 0, 0);
                fault(FaultKind.POWER, at + upTo(1, 10), one, 0, soon(), 0);
            }
            case 1, 4 -> {
                fault(FaultKind.ROT, at, one, 0, 0, 1);
                fault(FaultKind.KILL, at + upTo(0, 4), one, 0, soon(), 0);
            }
            case 2 -> {
                long back = at + 2 * takeover;
                fault(FaultKind.POWER, at, one, 0, 2 * takeover, 0);
                fault(FaultKind.DISK_SLOW, back + MILLI, one, 1, 60 * MILLI, upTo(15, 40));
                fault(FaultKind.POWER, back + upTo(5, 40), one, 0, soon(), 0);
            }
            case 3 -> {
                fault(FaultKind.DISK_SLOW, at, Fault.PRIMARY, 0, 200 * MILLI, upTo(20, 90));
                fault(FaultKind.PAUSE, at + upTo(5, 50), Fault.PRIMARY, 0, takeover * dice.between(13, 25) / 10, 0);
            }
            default -> powerComesAndGoes();
        }
    }

    /** A machine loses power again and again, also while what was superseded is cut off. */
    private void powerComesAndGoes() {
        boolean hasTail = dice.flip();
        long next = at;
        if (hasTail) {
            fault(FaultKind.ISOLATE, at - upTo(5, 15), Fault.PRIMARY, 0, 2 * takeover, 0);
            fault(FaultKind.POWER, at, Fault.PRIMARY, 0, takeover * dice.between(12, 25) / 10, 0);
            next = at + takeover;
            fault(FaultKind.CRASH_AT_STEP, at, 0, 1, soon(), ReplicaStep.BEFORE_REBUILD.ordinal());
        }
        int who = hasTail && dice.flip() ? 1 : one;
        for (int round = 0; round < 6; round++) {
            if (dice.flip()) {
                fault(FaultKind.CRASH_AT_DISK, next, who, 1, soon(), dice.below(12));
            } else {
                fault(FaultKind.POWER, next, who, 0, soon(), 0);
            }
            next += upTo(2, 9);
        }
    }

    /** A process dies that has not written what it had last, and is back at once. */
    private void lose(int worker, long when) {
        if (dice.chance(700)) {
            fault(FaultKind.DISK_SLOW, when - upTo(6, 12), worker, 0, 20 * MILLI, upTo(6, 20));
            fault(FaultKind.KILL, when, worker, 0, soon(), 0);
        } else {
            fault(FaultKind.POWER, when, worker, 0, soon(), 0);
        }
    }

    /** All end, and the register forgets. */
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
