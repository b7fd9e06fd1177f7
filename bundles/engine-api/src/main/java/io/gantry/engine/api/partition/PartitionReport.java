package io.gantry.engine.api.partition;

/**
 * How a partition does.
 *
 * @param partition its number
 * @param state {@code RECOVERING}, {@code SERVING} or {@code FAILED}
 * @param detail what failed, else empty
 * @param symbols how many symbols it owns
 * @param commands how many commands it sequenced since the process started
 * @param restingOrders open in all books, those that wait as stops included
 * @param journalBytes position of its journal
 * @param durableBytes how far the journal is durable
 * @param queuedBytes in its inbound queue
 * @param book name and version of the book that new symbols get, such as {@code flat 1}
 */
public record PartitionReport(
        int partition,
        String state,
        String detail,
        int symbols,
        long commands,
        long restingOrders,
        long journalBytes,
        long durableBytes,
        long queuedBytes,
        String book) {}
