package io.gantry.cli.demo;

import io.gantry.cli.check.Recording;
import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowCommand;
import io.gantry.cli.flow.FlowCursor;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.Cause;
import io.gantry.protocol.CommandAnswer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.SystemEpochNanoClock;

/**
 * Sends the commands of a flow in their order, each by its own session, at a steady rate that does not wait for answers, and takes down what was sent and what came of it.
 */
final class FlowDriver {
    private static final long FULL_WINDOW_PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final Flow flow;
    private final List<Instrument> instruments;
    private final List<TradingSession> sessions;
    private final Recording recording;
    private final RunFigures figures;
    private final Abort abort;
    private final LongSupplier nanoClock;
    /** As the workers': it tells when GTD orders expire. */
    private final EpochNanoClock wallClock = new SystemEpochNanoClock();

    /**
     * @param instruments the flow's symbols, in its order
     * @param sessions one for each of the flow's
     */
    FlowDriver(
            Flow flow,
            List<Instrument> instruments,
            List<TradingSession> sessions,
            Evidence evidence,
            Abort abort,
            LongSupplier nanoClock) {
        this.flow = flow;
        this.instruments = instruments;
        this.sessions = sessions;
        this.recording = evidence.recording();
        this.figures = evidence.figures();
        this.abort = abort;
        this.nanoClock = nanoClock;
    }

    /** Where what happens is taken down. */
    record Evidence(Recording recording, RunFigures figures) {}

    /**
     * Sends everything; returns when the last command is on its way.
     *
     * @param perSecond commands, or {@link Pace#UNLIMITED}
     * @param progress is told the number of each command, from 0, before it is sent
     */
    void drive(long perSecond, LongConsumer progress) {
        OrderCommand command = new OrderCommand();
        Pace pace = new Pace(nanoClock, perSecond);
        figures.started(nanoClock.getAsLong());
        try (FlowCursor cursor = flow.iterator()) {
            for (long index = 0; cursor.hasNext(); index++) {
                FlowCommand next = cursor.next();
                progress.accept(index);
                long dueNanos = pace.await(index);
                abort.check();
                send(next, command, dueNanos);
            }
        }
    }

    private void send(FlowCommand next, OrderCommand command, long dueNanos) {
        Instrument instrument = instruments.get(next.symbol());
        TradingSession session = sessions.get(next.session());
        next.copyTo(command, wallClock.nanoTime())
                .symbolId(instrument.symbolId())
                .clientId(session.clientId());
        boolean isWatched = next.symbol() == 0;
        if (isWatched) {
            figures.watchedSymbol().sent(nanoClock.getAsLong());
        }
        figures.sent();
        CommandFate fate = new CommandFate(instrument.symbolId(), session.clientId(), dueNanos, isWatched);
        long requestId = session.trySubmit(instrument.symbol(), command, fate);
        while (requestId == TradingSession.NOT_TAKEN) {
            LockSupport.parkNanos(FULL_WINDOW_PAUSE_NANOS);
            abort.check();
            requestId = session.trySubmit(instrument.symbol(), command, fate);
        }
        recording.sent(command.requestId(requestId), next.expectedMaker());
    }

    /** Takes down what became of one command. */
    private final class CommandFate implements TradingSession.OutcomeListener {
        private final int symbolId;
        private final long clientId;
        private final long dueNanos;
        private final boolean isWatched;

        CommandFate(int symbolId, long clientId, long dueNanos, boolean isWatched) {
            this.symbolId = symbolId;
            this.clientId = clientId;
            this.dueNanos = dueNanos;
            this.isWatched = isWatched;
        }

        @Override
        public void answered(CommandAnswer answer) {
            recording.answered(answer);
            long now = nanoClock.getAsLong();
            watch(now);
            figures.answered(dueNanos, now);
        }

        @Override
        public void notExecuted(long requestId, Cause cause, String sentence) {
            recording.notExecuted(symbolId, clientId, requestId, cause);
            failed(sentence);
        }

        @Override
        public void undecided(long requestId, String sentence) {
            recording.undecided(symbolId, clientId, requestId);
            failed(sentence);
        }

        private void failed(String sentence) {
            figures.trouble(sentence);
            long now = nanoClock.getAsLong();
            watch(now);
            figures.ended(now);
        }

        private void watch(long now) {
            if (isWatched) {
                figures.watchedSymbol().ended(now);
            }
        }
    }
}
