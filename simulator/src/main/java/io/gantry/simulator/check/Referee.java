package io.gantry.simulator.check;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.journal.Durability;
import io.gantry.engine.api.journal.JournalFactory;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.partition.ReplicaView;
import io.gantry.partition.Role;
import io.gantry.protocol.CommandAnswer;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.protocol.sbe.ReplicaJoinDecoder;
import io.gantry.simulator.world.RegisterWatcher;
import io.gantry.simulator.world.Tally;
import io.gantry.simulator.world.Violation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sees all that happens and says whether it may. What it finds wrong it throws, and keeps: code under test may swallow what is thrown through it.
 */
public final class Referee implements RegisterWatcher {

    /** What it knows of a partition. */
    private final class Court implements JournalWitness {
        private final int partition;
        private final CommittedLog committed;
        private final InSyncCheck inSync;
        private final LogBounds bounds;
        private final TreeMap<Long, String> primaries = new TreeMap<>();

        Court(int partition) {
            this.partition = partition;
            bounds = new LogBounds(partition, windowBytes);
            committed = new CommittedLog(partition, record -> {
                bounds.committed(record);
                run.committed(partition, record);
                gates.committed(partition);
            });
            inSync = new InSyncCheck(partition, durability, committed);
        }

        @Override
        public CommittedLog committed() {
            return committed;
        }

        @Override
        public void report(ReplicaTrack track) {
            track.reporter().run();
        }

        @Override
        public void changed(ReplicaTrack track) {
            inSync.check();
        }

        @Override
        public void count(String what) {
            tally.count(what);
        }

        @Override
        public Violation violation(String rule, String what) {
            return keep(new Violation(rule, what));
        }

        @Override
        public <T> T guarded(Supplier<T> check) {
            return Referee.this.guarded(check);
        }

        private void requireOnePrimary(String worker, long epoch) {
            String other = primaries.putIfAbsent(epoch, worker);
            if (other != null && !other.equals(worker)) {
                throw new Violation(
                        "I1", "partition " + partition + ": both " + other + " and " + worker + " lead epoch " + epoch);
            }
        }
    }

    private final Durability durability;
    private final int windowBytes;
    private final Tally tally;
    private final RequestHistory requests = new RequestHistory();
    private final ReferenceRun run;
    private final StateCheck states;
    private final GivenOut givenOut;
    private final GateCheck gates;
    private final TreeMap<Integer, Court> courts = new TreeMap<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private Optional<Violation> first = Optional.empty();

    /** @param windowBytes of a partition's log in memory */
    public Referee(Durability durability, int windowBytes, Tally tally) {
        this.durability = durability;
        this.windowBytes = windowBytes;
        this.tally = tally;
        run = new ReferenceRun(requests::sequenced);
        states = new StateCheck(run);
        givenOut = new GivenOut(run, requests);
        gates = new GateCheck(
                run,
                states,
                tally,
                (worker, partition) -> court(partition).inSync.track(worker).log());
    }

    /** The first rule that was broken. */
    public Optional<Violation> violation() {
        return first;
    }

    /** Something else has found a rule broken. */
    public Violation keep(Violation violation) {
        if (first.isEmpty()) {
            first = Optional.of(violation);
        }
        return violation;
    }

    /**
     * Journals of a replica, with everything that is done with them noted.
     *
     * @param disk what they are kept on
     * @param reporter has the replica {@link #reported report} at once
     */
    public JournalFactory journals(
            String worker, int partition, JournalFactory journals, JournalDisk disk, Runnable reporter) {
        Court court = court(partition);
        ReplicaTrack track = court.inSync.track(worker);
        track.reporter(reporter);
        return new RecordedJournals(journals, track, court, new PowerLoss(track, court, disk, durability));
    }

    /**
     * A replica tells where it is.
     *
     * @param isSure whether it says that it has everything that it ever acknowledged
     */
    public void reported(String worker, int partition, ReplicaView view, boolean isSure) {
        guarded(() -> {
            Court court = court(partition);
            ReplicaTrack track = court.inSync.track(worker);
            if (view.role() == Role.PRIMARY) {
                court.requireOnePrimary(worker, view.epoch());
            }
            boolean isNews = isSure && !track.isSure();
            requireTold(track, view);
            track.sure(isSure);
            boolean isMore = court.committed.reported(worker, track.log(), view.committedPosition());
            if (isMore) {
                court.inSync.committedMore();
            }
            if (isNews || isMore) {
                court.inSync.check();
            }
            court.bounds.check(track, court.committed.end());
            return view;
        });
    }

    /** A replica that follows has begun a session. */
    public void sessionBegan(String worker, int partition, long epoch) {
        court(partition).inSync.track(worker).sessionBegan(epoch);
    }

    /** A replica tells another one something; what it says of its log is compared. */
    public void sent(String worker, ByteBuffer message) {
        UnsafeBuffer buffer = new UnsafeBuffer(message);
        header.wrap(buffer, 0);
        if (header.templateId() != ReplicaJoinDecoder.TEMPLATE_ID) {
            return;
        }
        guarded(() -> {
            ReplicaJoinDecoder join = new ReplicaJoinDecoder().wrapAndApplyHeader(buffer, 0, header);
            ReplicaTrack track = court(join.partition()).inSync.track(worker);
            Told told = new Told(join.lastEpoch(), join.version());
            boolean isRight =
                    join.end() == track.log().end() && told.equals(track.log().endTold());
            if (!isRight && track.installing() == 0) {
                throw new Violation(
                        "LOG",
                        worker + " says that its log ends at " + join.end() + " and tells " + told + ", but it ends at "
                                + track.log().end() + " and tells "
                                + track.log().endTold());
            }
            return join;
        });
    }

    private static void requireTold(ReplicaTrack track, ReplicaView view) {
        Told told = new Told(view.logEpoch(), view.logVersion());
        boolean isOfLog = view.role() != Role.REBUILDING && track.installing() == 0;
        if (isOfLog && !told.equals(track.log().endTold())) {
            throw new Violation(
                    "LOG",
                    track.worker() + " takes its log for one that tells " + told + ", but it tells "
                            + track.log().endTold());
        }
    }

    /** A replica shows its symbols as the log up to a position has made them. */
    public void showed(String worker, int partition, long executed, List<SymbolFigures> symbols) {
        guarded(() -> {
            Court court = court(partition);
            ReplicaTrack track = court.inSync.track(worker);
            boolean isComparable = executed <= court.committed.end()
                    && court.committed.knows(executed)
                    && track.log().knows(executed)
                    && track.log().chainAt(executed) == court.committed.chainAt(executed);
            if (isComparable) {
                symbols.forEach(figures -> states.compare(worker, partition, executed, figures));
                states.compareHoldings(worker, partition, executed, symbols);
                tally.add("states compared", symbols.size());
            }
            return isComparable;
        });
    }

    @Override
    public void changed(Optional<PartitionOwner> before, PartitionOwner after) {
        guarded(() -> {
            court(after.partition()).inSync.changed(before, after);
            return after;
        });
    }

    @Override
    public void forgotten() {
        courts.values().forEach(court -> court.inSync.forgotten());
    }

    /** A worker's process died, and with it what it had in memory; with the machine, what was not synced. */
    public void crashed(String worker, boolean isPowerFailure) {
        boolean mayLoseDurable = isPowerFailure && durability != Durability.REPLICATED_FSYNC;
        courts.values().forEach(court -> court.inSync.track(worker).crashed(mayLoseDurable));
        guarded(() -> {
            courts.values().forEach(court -> court.inSync.check());
            return worker;
        });
    }

    /** A worker's process ended as it should. */
    public void stopped(String worker) {
        courts.values().forEach(court -> court.inSync.track(worker).stopped());
    }

    /** A worker's disk is damaged or gone. */
    public void lost(String worker) {
        courts.values().forEach(court -> court.inSync.track(worker).lost());
    }

    /** Whether a replica has all that is committed on what it would come back with after a crash. */
    public boolean holdsAll(String worker, int partition) {
        Court court = court(partition);
        return court.inSync.holdsAll(court.inSync.track(worker));
    }

    /** Whether nothing is in a replica's log, or would be if it came back. */
    public boolean hasEmptyLog(String worker, int partition) {
        return court(partition).inSync.track(worker).log().end() == 0;
    }

    /** Position of the last snapshot of another replica that a replica's log began with, 0 if there was none. */
    public long installedAt(String worker, int partition) {
        return court(partition).inSync.track(worker).installedAt();
    }

    /** What it knows of gates; what that finds wrong it throws, and it is kept. */
    public void gates(Consumer<GateCheck> check) {
        guarded(() -> {
            check.accept(gates);
            return gates;
        });
    }

    /** A client sends a command. */
    public void sent(long connection, OrderCommand command) {
        requests.sent(connection, command);
    }

    /** A worker gives something out to a client. */
    public void gaveOut(String worker, long connection, byte[] message) {
        guarded(() -> {
            UnsafeBuffer buffer = new UnsafeBuffer(message);
            header.wrap(buffer, 0);
            switch (header.templateId()) {
                case CommandAnswerMessageDecoder.TEMPLATE_ID -> givenOut.answer(worker, message);
                case BookEventMessageDecoder.TEMPLATE_ID -> givenOut.event(worker, message);
                case NotExecutedDecoder.TEMPLATE_ID ->
                    givenOut.refusal(
                            worker, connection, new NotExecutedDecoder().wrapAndApplyHeader(buffer, 0, header));
                default -> {}
            }
            return message;
        });
    }

    /** A client that sent something else under a request id is told an answer to it. */
    public Violation answeredMismatch(CommandAnswer answer) {
        return keep(new Violation("I4", "another command under the id of an old one is answered " + answer));
    }

    /** How many events of a symbol are committed. */
    public long events(int symbolId) {
        return run.isListed(symbolId) ? run.symbol(symbolId).eventSequence() : 0;
    }

    /** How many commands of a symbol are committed. */
    public long commands(int symbolId) {
        return run.isListed(symbolId) ? run.symbol(symbolId).commandSequence() : 0;
    }

    /** Where the committed log of a partition ends. */
    public long committedEnd(int partition) {
        return court(partition).committed.end();
    }

    /** What is to be said when all is over. */
    public void atEnd() {
        guarded(() -> {
            run.symbols().forEach(ModelSymbol::compareQuantities);
            return run;
        });
    }

    private Court court(int partition) {
        return courts.computeIfAbsent(partition, Court::new);
    }

    private <T> T guarded(Supplier<T> check) {
        try {
            return check.get();
        } catch (Violation violation) {
            throw keep(violation);
        }
    }
}
