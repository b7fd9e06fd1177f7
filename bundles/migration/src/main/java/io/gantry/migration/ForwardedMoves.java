package io.gantry.migration;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.migration.MigrationPlan;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MoveOrder;
import io.gantry.engine.api.migration.PlanRefusedException;
import io.gantry.migration.MoveCodec.MoveCall;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Has the worker of the source partition carry moves out. A call between workers is short, a move may be long: so the move gets a ticket, and its progress
 * is asked for until it has ended. A call that got no answer is not repeated, it is asked about. Any thread.
 */
final class ForwardedMoves {

    /** So many questions in a row without an answer, and the move is given up as out of sight. */
    static final int MAX_SILENCES = 30;

    private final Peers peers;
    private final Executor later;
    private final Supplier<String> tickets;

    /**
     * @param later runs a question after a pause
     * @param tickets each one unique in the cluster
     */
    ForwardedMoves(Peers peers, Executor later, Supplier<String> tickets) {
        this.peers = peers;
        this.later = later;
        this.tickets = tickets;
    }

    CompletionStage<MigrationPlan> plan(String worker, MoveOrder order) {
        return peers.call(worker, MigrationComponent.SERVICE, MoveCodec.encode(new MoveCall(order, true, "")))
                .handle((reply, failure) -> {
                    if (failure != null) {
                        throw new PlanRefusedException(
                                "worker " + worker + ", which hosts the source, does not plan: "
                                        + StepFailure.words(failure),
                                failure);
                    }
                    return MoveCodec.decodePlan(reply);
                });
    }

    CompletionStage<MigrationReport> move(String worker, MoveOrder order) {
        Pursuit pursuit = new Pursuit(worker, tickets.get());
        pursuit.follow(MoveCodec.encode(new MoveCall(order, false, pursuit.ticket)));
        return pursuit.end;
    }

    /** One move on another worker, followed to its end. */
    private final class Pursuit {

        private final String worker;
        private final String ticket;
        private final CompletableFuture<MigrationReport> end = new CompletableFuture<>();
        private int silences;

        Pursuit(String worker, String ticket) {
            this.worker = worker;
            this.ticket = ticket;
        }

        void follow(byte[] question) {
            peers.call(worker, MigrationComponent.SERVICE, question).whenComplete((reply, failure) -> {
                try {
                    if (failure == null) {
                        heard(MoveCodec.decodeReport(reply));
                    } else {
                        heardNothing(failure);
                    }
                } catch (RuntimeException refused) {
                    end.completeExceptionally(refused);
                }
            });
        }

        private void heard(MigrationReport report) {
            silences = 0;
            if (report.state().isEnd()) {
                end.complete(report);
            } else {
                later.execute(this::askAgain);
            }
        }

        private void heardNothing(Throwable failure) {
            silences++;
            if (silences < MAX_SILENCES) {
                later.execute(this::askAgain);
                return;
            }
            Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
            end.completeExceptionally(new PeerException(
                    "worker " + worker + " carries the move out and does not answer any more ("
                            + StepFailure.words(cause)
                            + "); the migration may go on there, its list of migrations will tell",
                    cause));
        }

        private void askAgain() {
            follow(MoveCodec.encodeStatusCall(ticket));
        }
    }
}
