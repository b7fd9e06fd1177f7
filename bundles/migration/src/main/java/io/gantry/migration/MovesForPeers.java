package io.gantry.migration;

import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.migration.MoveCodec.MoveCall;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Answers coordinators on other workers: plans and carries moves out for them, and tells by ticket how they go. Any thread, no blocking. */
final class MovesForPeers {

    private static final int MAX_TICKETS = 1_024;

    private final Function<MoveOrder, CompletionStage<MigrationPlan>> planner;
    private final Function<MoveOrder, Move> mover;
    private final Duration patience;
    private final Map<String, Ticket> tickets = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ticket> eldest) {
            return size() > MAX_TICKETS;
        }
    };

    private record Ticket(MoveOrder order, Move move) {}

    /**
     * @param planner plans what this worker can carry out, and refuses the rest
     * @param mover likewise
     * @param patience an answer about a running move is held back for this long at most
     */
    MovesForPeers(
            Function<MoveOrder, CompletionStage<MigrationPlan>> planner,
            Function<MoveOrder, Move> mover,
            Duration patience) {
        this.planner = planner;
        this.mover = mover;
        this.patience = patience;
    }

    CompletionStage<byte[]> handle(byte[] request) {
        if (!MoveCodec.isMoveCall(request)) {
            return progress(MoveCodec.decodeStatusCall(request));
        }
        MoveCall call = MoveCodec.decodeMoveCall(request);
        return call.isDryRun()
                ? planner.apply(call.order()).thenApply(MoveCodec::encode).exceptionally(MovesForPeers::refusal)
                : progress(ticket(call));
    }

    private Ticket ticket(MoveCall call) {
        synchronized (tickets) {
            return tickets.computeIfAbsent(
                    call.ticket(), unused -> new Ticket(call.order(), mover.apply(call.order())));
        }
    }

    private CompletionStage<byte[]> progress(String number) {
        Ticket ticket;
        synchronized (tickets) {
            ticket = tickets.get(number);
        }
        return ticket == null
                ? CompletableFuture.completedStage(
                        MoveCodec.encodeRefusal(
                                "the worker of the source partition knows nothing of this move: it was not reached, or was restarted; see its routes"))
                : progress(ticket);
    }

    private CompletionStage<byte[]> progress(Ticket ticket) {
        CompletableFuture<Void> aWhile =
                new CompletableFuture<Void>().completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
        return CompletableFuture.anyOf(ticket.move().end(), aWhile)
                .thenApply(any -> MoveCodec.encode(report(ticket)))
                .exceptionally(MovesForPeers::refusal);
    }

    private static MigrationReport report(Ticket ticket) {
        MigrationReport ended = ticket.move().end().getNow(null);
        return ended != null ? ended : ticket.move().progress().orElseGet(() -> waiting(ticket.order()));
    }

    private static MigrationReport waiting(MoveOrder order) {
        return new MigrationReport(
                "",
                order.strategy(),
                order.symbols(),
                new Place(0, ""),
                new Place(order.targetPartition(), ""),
                MigrationState.PLANNED,
                "",
                "waits for its turn",
                0,
                0,
                0,
                0,
                "");
    }

    private static byte[] refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return MoveCodec.encodeRefusal(
                cause instanceof PlanRefusedException ? cause.getMessage() : StepFailure.words(cause));
    }
}
