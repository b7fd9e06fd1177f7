package io.gantry.cli.demo;

import io.gantry.cli.check.CheckReport;
import io.gantry.cli.check.CheckResult;
import io.gantry.cli.check.Recording;
import io.gantry.cli.check.RecordingCheck;
import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowSymbol;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.partition.BookView;
import io.gantry.protocol.BookEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Drives a flow through a cluster from its first command to the verdict: subscribes, sends, waits for answers and events,
 * fetches the books, checks. The cluster lists the flow's symbols already.
 */
final class FlowRun {
    private static final Duration ANSWERS_LIMIT = Duration.ofSeconds(60);
    private static final Duration EVENTS_LIMIT = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Flow flow;
    private final Market market;
    private final Operator operator;
    private final Abort abort;
    private final LongSupplier nanoClock;
    private final RunFigures figures = new RunFigures();

    FlowRun(Flow flow, Market market, Operator operator, Abort abort, LongSupplier nanoClock) {
        this.flow = flow;
        this.market = market;
        this.operator = operator;
        this.abort = abort;
        this.nanoClock = nanoClock;
    }

    /** Counts and times, while it runs too. */
    RunFigures figures() {
        return figures;
    }

    /**
     * Runs.
     *
     * @param perSecond commands, or {@link Pace#UNLIMITED}
     * @param moves made meanwhile, if any
     * @param isFresh whether the symbols have never been traded, so that a check is possible
     * @throws RunException if it cannot be carried out to its end
     */
    RunResult run(long perSecond, Optional<Moves> moves, boolean isFresh) {
        List<String> names = flow.symbols().stream().map(FlowSymbol::name).toList();
        List<Instrument> instruments = market.awaitSymbols(names);
        Recording recording = new Recording(instruments);
        if (isFresh) {
            names.forEach(name -> market.subscribe(name, new Tap(recording)));
        }
        List<TradingSession> sessions = new ArrayList<>();
        for (int i = 0; i < flow.sessions(); i++) {
            sessions.add(market.openSession());
        }
        new FlowDriver(flow, instruments, sessions, new FlowDriver.Evidence(recording, figures), abort, nanoClock)
                .drive(perSecond, index -> moves.ifPresent(each -> each.reached(index)));
        figures.waitsFor("answers");
        await(figures::isAllEnded, ANSWERS_LIMIT);
        figures.waitsFor("moves");
        moves.ifPresent(each -> each.await(abort));
        List<CheckResult> checks = new ArrayList<>();
        Optional<CheckReport> report = Optional.empty();
        if (isFresh) {
            figures.waitsFor("events");
            await(() -> recording.behind().isEmpty(), EVENTS_LIMIT);
            figures.waitsFor("books");
            Map<String, BookView> books = books(names);
            figures.waitsFor("the check");
            report = Optional.of(RecordingCheck.check(recording, books));
            checks.addAll(report.get().checks());
        }
        moves.ifPresent(each -> checks.add(committed(each)));
        checks.add(complete());
        return new RunResult(
                flow, figures.answeredCommands(), figures.times(), report, moves.map(Moves::reports), checks);
    }

    private CheckResult complete() {
        long acknowledged = figures.answeredCommands();
        boolean isComplete = acknowledged == flow.commands();
        String detail = acknowledged + " acknowledged of " + flow.commands() + " commands of the flow";
        return new CheckResult(
                "complete",
                isComplete,
                isComplete ? detail : detail + ". " + figures.troubles().strip());
    }

    private static CheckResult committed(Moves moves) {
        String failure = moves.failure();
        String detail = failure.isEmpty() ? moves.progress() + " moves COMMITTED" : failure;
        return new CheckResult("migrations", failure.isEmpty(), detail);
    }

    /** A book that cannot be had is missing in the result, and the check will say so. */
    private Map<String, BookView> books(List<String> names) {
        Map<String, BookView> books = new HashMap<>();
        for (String name : names) {
            try {
                books.put(name, operator.book(name));
            } catch (RunException failure) {
                figures.trouble("book of " + name + ": " + failure.getMessage());
            }
        }
        return books;
    }

    /** What does not come in time is left to the check to name. */
    private void await(BooleanSupplier condition, Duration limit) {
        long start = nanoClock.getAsLong();
        while (!condition.getAsBoolean() && nanoClock.getAsLong() - start < limit.toNanos()) {
            abort.check();
            LockSupport.parkNanos(POLL_NANOS);
        }
        abort.check();
    }

    /** Takes events down. */
    private final class Tap implements Market.FeedListener {
        private final Recording recording;

        Tap(Recording recording) {
            this.recording = recording;
        }

        @Override
        public void event(BookEvent event) {
            recording.event(event);
        }

        @Override
        public void trouble(String sentence) {
            figures.trouble(sentence);
        }
    }
}
