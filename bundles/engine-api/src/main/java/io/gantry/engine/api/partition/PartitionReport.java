package io.gantry.engine.api.partition;

import java.util.List;

/**
 * How a worker's replica of a partition does.
 *
 * @param partition its number
 * @param state {@code SERVING} if it does what its role asks: a primary takes commands, a standby has everything that is acknowledged. {@code
 *     RECOVERING} if it is on its way there, {@code FAILED} if it has given up
 * @param detail what failed, or what is awaited; empty when all is well
 * @param role {@code PRIMARY}, {@code STANDBY} (follows, and is in sync), {@code LEARNER} (follows, and is not in sync), {@code RECOVERING}
 *     (none of these yet), {@code REBUILDING} (begins anew from its disk) or {@code FAILED}
 * @param epoch of the primary that this replica knows, 0 if it knows none
 * @param inSync names of the workers with an in-sync replica, by name; what a replica knows that is not the primary may be old
 * @param symbols how many symbols the partition owns
 * @param commands how many commands this replica sequenced as the primary since the process started
 * @param restingOrders open in all books, those that wait as stops included
 * @param journalBytes position of its journal
 * @param durableBytes how far the journal is durable
 * @param committedBytes how far every in-sync replica has the log, as this one knows it
 * @param queuedBytes in its inbound queue
 * @param book name and version of the book that new symbols get, such as {@code flat 1}
 */
public record PartitionReport(
        int partition,
        String state,
        String detail,
        String role,
        long epoch,
        List<String> inSync,
        int symbols,
        long commands,
        long restingOrders,
        long journalBytes,
        long durableBytes,
        long committedBytes,
        long queuedBytes,
        String book) {

    /** {@link #role} of the replica that sequences commands. */
    public static final String PRIMARY = "PRIMARY";

    /** {@link #role} of a replica that follows and has everything that is acknowledged. */
    public static final String STANDBY = "STANDBY";

    /** {@link #role} of a replica that follows and has not caught up. */
    public static final String LEARNER = "LEARNER";

    /** {@link #role} of a replica that reads its journal, or knows no primary. */
    public static final String RECOVERING = "RECOVERING";

    public PartitionReport {
        inSync = List.copyOf(inSync);
    }
}
