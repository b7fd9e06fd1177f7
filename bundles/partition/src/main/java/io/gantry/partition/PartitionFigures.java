package io.gantry.partition;

import io.gantry.engine.api.journal.Journal;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.engine.api.partition.PartitionReport;
import java.util.Optional;

/** What operators read of a partition. Counted on its lane, read by any thread. */
final class PartitionFigures {

    private record Counts(int symbols, long commands, long restingOrders) {}

    private final BookSource books;
    private volatile Counts counts = new Counts(0, 0, 0);
    /** Of the states before this one. Written while the lane rests. */
    private long earlierCommands;

    PartitionFigures(BookSource books) {
        this.books = books;
    }

    /** Another state takes this one's place. While the lane rests. */
    void ended(PartitionCore core) {
        earlierCommands += core.sequencedCommands();
    }

    /** Counts anew; on the lane. */
    void count(PartitionCore counted) {
        long[] open = {0};
        counted.symbols()
                .forEachOwned(
                        symbol -> open[0] += symbol.state().book().figures().orders());
        counts = new Counts(counted.symbols().ownedCount(), earlierCommands + counted.sequencedCommands(), open[0]);
    }

    PartitionReport report(
            int number, ReplicaView view, boolean hasFailed, String failure, Optional<Journal> journal, int queued) {
        Counts last = counts;
        Role role = hasFailed ? Role.FAILED : view.role();
        return new PartitionReport(
                number,
                stateOf(role),
                failure,
                role.name(),
                view.epoch(),
                view.inSync(),
                last.symbols(),
                last.commands(),
                last.restingOrders(),
                journal.map(Journal::appendedPosition).orElse(0L),
                journal.map(Journal::durablePosition).orElse(0L),
                view.committedPosition(),
                queued,
                book());
    }

    /** What operators wait for: whether it does what its role asks. */
    private static String stateOf(Role role) {
        return switch (role) {
            case PRIMARY, STANDBY -> "SERVING";
            case FAILED -> "FAILED";
            case RECOVERING, LEARNER, REBUILDING -> "RECOVERING";
        };
    }

    private String book() {
        try {
            return BookSource.label(books.factory());
        } catch (PartitionException notHere) {
            return "";
        }
    }
}
