package io.gantry.tck.book;

import io.gantry.engine.api.book.BookFigures;
import io.gantry.engine.api.book.OrderBook;
import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Does the same steps with the book under test and with the oracle, and compares after each: events, levels told, figures, hash, every order.
 * Images are taken of both; what is made of them must be what each book was when its image began, and either may go on as what
 * the other one wrote.
 */
final class EquivalenceRun {

    private final OrderBookFactory testedFactory;
    private final OrderBookFactory oracleFactory;
    private final Instrument instrument;
    private final Coverage coverage;
    private final OrderCommand[] holders = {new OrderCommand(), new OrderCommand()};
    private final EventLog testedEvents = new EventLog();
    private final EventLog oracleEvents = new EventLog();
    private final HeardDepth depth = new HeardDepth();
    private final List<SlicedSnapshot> ended = new ArrayList<>();
    private final List<String> expected = new ArrayList<>();
    private OrderBook tested;
    private OrderBook oracle;
    private Optional<SlicedSnapshot> testedSnapshot = Optional.empty();
    private Optional<SlicedSnapshot> oracleSnapshot = Optional.empty();
    private List<LevelRow> oracleLevels = List.of();
    private long hash;
    private volatile int at;

    EquivalenceRun(OrderBookFactory tested, OrderBookFactory oracle, Instrument instrument, Coverage coverage) {
        this.testedFactory = tested;
        this.oracleFactory = oracle;
        this.instrument = instrument;
        this.coverage = coverage;
        this.tested = tested.create(instrument);
        this.oracle = oracle.create(instrument);
        this.hash = this.oracle.stateHash();
    }

    /** Of a book of more orders every order is compared now and then only; events, figures and hash always. */
    private static final int SMALL = 400;

    /** Number of the step that is being done, from 0; may be asked by any thread. */
    int at() {
        return at;
    }

    /** The oracle's events of every step that was done, joined. */
    List<String> expected() {
        return expected;
    }

    /** Does the steps; empty if all was well. */
    Optional<Divergence> play(List<Step> steps) {
        try {
            for (at = 0; at < steps.size(); at++) {
                hint(steps);
                step(steps.get(at));
            }
            endSnapshots();
            return Optional.empty();
        } catch (Different different) {
            return Optional.of(new Divergence(at, different.getMessage()));
        } catch (RuntimeException | StackOverflowError broken) {
            return Optional.of(new Divergence(at, describe(broken)));
        }
    }

    /** Hints, right and wrong ones, must not matter. */
    private void hint(List<Step> steps) {
        int soon = Math.min(at + 3, steps.size() - 1);
        if (steps.get(soon) instanceof Step.Apply apply) {
            tested.expect(apply.command().orderId());
        }
        if (at % 8 == 0) {
            tested.expect(at * 0x9e3779b97f4a7c15L);
            tested.expect(Long.MIN_VALUE);
        }
    }

    private static String describe(Throwable broken) {
        StringBuilder text = new StringBuilder(broken.toString());
        StackTraceElement[] trace = broken.getStackTrace();
        for (int i = 0; i < Math.min(12, trace.length); i++) {
            text.append(System.lineSeparator()).append("        at ").append(trace[i]);
        }
        return text.toString();
    }

    private void step(Step step) {
        if (step instanceof Step.Apply apply) {
            apply(apply);
            writeSnapshots();
            return;
        }
        if (step instanceof Step.Expire expire) {
            expire(expire.timeNanos());
            writeSnapshots();
            return;
        }
        expected.add("");
        if (step instanceof Step.TellDepth wanted) {
            tellDepth(wanted.isWanted());
        } else if (step instanceof Step.Restore restore) {
            restore(restore.from());
        } else if (step instanceof Step.Snapshot snapshot && testedSnapshot.isEmpty()) {
            testedSnapshot = Optional.of(new SlicedSnapshot(tested, snapshot.slice()));
            oracleSnapshot = Optional.of(new SlicedSnapshot(oracle, snapshot.slice()));
        } else if (step instanceof Step.Abandon) {
            testedSnapshot.ifPresent(this::abandon);
            oracleSnapshot.ifPresent(this::abandon);
            testedSnapshot = Optional.empty();
            oracleSnapshot = Optional.empty();
        }
    }

    private void apply(Step.Apply step) {
        // two holders in turn, the other one scribbled over: a book that keeps one is found out
        long hashBefore = hash;
        MarketState stateBefore = oracle.figures().marketState();
        OrderCommand holder = holders[at & 1];
        holders[at + 1 & 1]
                .clear()
                .kind(CommandKind.RULES)
                .orderId(-3)
                .account(-3)
                .price(-3)
                .quantity(-3);
        oracle.apply(holder.copyFrom(step.command()), step.timeNanos(), oracleEvents);
        List<String> told = toldByOracle("");
        tested.apply(holder.copyFrom(step.command()), step.timeNanos(), testedEvents);
        compareTold(told);
        require(told.isEmpty() ? "the oracle told nothing" : "");
        compareShortly();
        if (told.get(0).startsWith("rejected") && hash != hashBefore) {
            throw new Different("the command was rejected, but the hash changed");
        }
        coverage.saw(step.command(), told, stateBefore);
        compareNowAndThen();
    }

    private void expire(long timeNanos) {
        long hashBefore = hash;
        oracle.expire(timeNanos, oracleEvents);
        List<String> told = toldByOracle("nothing");
        tested.expire(timeNanos, testedEvents);
        compareTold(told);
        compareShortly();
        if (told.isEmpty() && hash != hashBefore) {
            throw new Different("nothing expired, but the hash changed");
        }
        coverage.sawTick(told);
        compareNowAndThen();
    }

    /** @param otherwise how a report says that there are no events */
    private List<String> toldByOracle(String otherwise) {
        List<String> told = oracleEvents.take();
        oracleLevels = oracleEvents.takeLevels();
        List<String> all = new ArrayList<>(told);
        oracleLevels.forEach(level -> all.add(level.toString()));
        expected.add(all.isEmpty() ? otherwise : String.join("; ", all));
        return told;
    }

    private void compareTold(List<String> told) {
        require(BookPicture.difference("events", told, testedEvents.take()));
        require(BookPicture.difference("levels told", oracleLevels, testedEvents.takeLevels()));
        require(depth.hear(oracleLevels));
        coverage.sawLevels(oracleLevels, oracle.figures().marketState());
    }

    private void compareNowAndThen() {
        int orders = oracle.figures().orders();
        if (orders <= SMALL || at % (orders / 4) == 0) {
            compare();
        }
    }

    private void tellDepth(boolean isWanted) {
        tested.tellDepth(isWanted);
        oracle.tellDepth(isWanted);
        depth.begin(isWanted, oracle);
    }

    private void compareShortly() {
        BookFigures wanted = oracle.figures();
        BookFigures found = tested.figures();
        require(wanted.equals(found) ? "" : "figures: expected " + wanted + ", got " + found);
        hash = oracle.stateHash();
        if (hash != tested.stateHash()) {
            // the full comparison tells where
            compare();
        }
    }

    private BookPicture compare() {
        BookPicture wanted = BookPicture.of(oracle);
        BookPicture found = BookPicture.of(tested);
        require(found.differenceTo(wanted));
        require(depth.differenceTo(wanted.levels()));
        BookInvariants.check(oracle, wanted, instrument);
        BookInvariants.check(tested, found, instrument);
        return wanted;
    }

    private void restore(Step.From from) {
        endSnapshots();
        BookPicture picture = BookPicture.of(oracle);
        switch (from) {
            case OWN -> tested = BookImages.restore(testedFactory, instrument, BookImages.of(tested));
            case ORACLE -> tested = BookImages.restore(testedFactory, instrument, BookImages.of(oracle));
            case TESTED -> oracle = BookImages.restore(oracleFactory, instrument, BookImages.of(tested));
        }
        tellDepth(depth.isWanted());
        BookPicture after = compare();
        require(prefixed("after a restore of " + from + ": ", after.differenceTo(picture)));
    }

    private void writeSnapshots() {
        if (testedSnapshot.isPresent() && testedSnapshot.get().write()) {
            complete("the tested book's image", testedSnapshot.get());
            testedSnapshot = Optional.empty();
        }
        if (oracleSnapshot.isPresent() && oracleSnapshot.get().write()) {
            complete("the oracle's image", oracleSnapshot.get());
            oracleSnapshot = Optional.empty();
        }
    }

    private void endSnapshots() {
        testedSnapshot.ifPresent(SlicedSnapshot::writeAll);
        oracleSnapshot.ifPresent(SlicedSnapshot::writeAll);
        testedSnapshot.ifPresent(snapshot -> complete("the tested book's image", snapshot));
        oracleSnapshot.ifPresent(snapshot -> complete("the oracle's image", snapshot));
        testedSnapshot = Optional.empty();
        oracleSnapshot = Optional.empty();
        for (SlicedSnapshot snapshot : ended) {
            require(snapshot.chunksTooMany() == 0 ? "" : "chunks were written after the end of an image");
        }
    }

    private void complete(String whose, SlicedSnapshot snapshot) {
        ended.add(snapshot);
        require(prefixed(whose + " read by the tested book: ", snapshot.difference(testedFactory, instrument)));
        require(prefixed(whose + " read by the oracle: ", snapshot.difference(oracleFactory, instrument)));
        coverage.sawImage();
    }

    private void abandon(SlicedSnapshot snapshot) {
        snapshot.abandon();
        ended.add(snapshot);
    }

    private static String prefixed(String prefix, String difference) {
        return difference.isEmpty() ? "" : prefix + difference;
    }

    private static void require(String difference) {
        if (!difference.isEmpty()) {
            throw new Different(difference);
        }
    }

    /** The books differ. */
    private static final class Different extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Different(String what) {
            super(what);
        }
    }
}
