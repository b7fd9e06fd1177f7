package io.gantry.simulator.check;

import io.gantry.simulator.world.Violation;
import java.util.function.Consumer;

/**
 * What all replicas of a partition must agree on: the records that one of them reported as committed, in order. It only ever grows. A replica that reports
 * as committed what is not the same here has broken I1, and a log that lacks some of it where it must not has broken I3.
 */
final class CommittedLog {

    private final int partition;
    private final LogCopy log = new LogCopy();
    private final Consumer<LogRecord> whenCommitted;
    private String lastReporter = "nobody";

    CommittedLog(int partition, Consumer<LogRecord> whenCommitted) {
        this.partition = partition;
        this.whenCommitted = whenCommitted;
    }

    long end() {
        return log.end();
    }

    long chainAt(long position) {
        return log.chainAt(position);
    }

    Told toldAt(long position) {
        return log.toldAt(position);
    }

    boolean knows(long position) {
        return log.knows(position);
    }

    /** A replica says that its log is committed so far. Answers whether that is news. */
    boolean reported(String worker, LogCopy copy, long committed) {
        if (committed <= log.end()) {
            requireAgreement(worker, copy, committed);
            return false;
        }
        requireAgreement(worker, copy, log.end());
        if (!copy.knows(committed)) {
            throw new Violation(
                    "I1",
                    "partition " + partition + ": " + worker + " reports " + committed
                            + " as committed, which is no end of a record of its log, which ends at " + copy.end());
        }
        lastReporter = worker;
        for (LogRecord record : copy.between(log.end(), committed)) {
            log.append(record.payload());
            whenCommitted.accept(record);
        }
        return true;
    }

    /** Whether a log has all that is committed, unchanged. */
    boolean isHeldBy(LogCopy copy) {
        return copy.knows(log.end()) && copy.chainAt(log.end()) == log.endChain();
    }

    private void requireAgreement(String worker, LogCopy copy, long position) {
        if (position < copy.start()) {
            return;
        }
        if (!copy.knows(position) || !log.knows(position) || copy.chainAt(position) != log.chainAt(position)) {
            throw new Violation(
                    "I1",
                    "partition " + partition + ": the log of " + worker + " (" + copy.start() + " to " + copy.end()
                            + ") is not the committed one up to " + position + ", where " + lastReporter
                            + " reported " + log.end() + " as committed");
        }
    }
}
