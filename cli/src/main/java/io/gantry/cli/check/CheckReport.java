package io.gantry.cli.check;

import java.util.List;

/**
 * The verdict on a recording.
 *
 * @param checks one for each {@link Rule}, in its order
 * @param commands sent
 * @param acknowledged commands that were answered EXECUTED or REJECTED
 * @param rejected those of them that were REJECTED
 * @param notExecuted commands that were answered NOT_EXECUTED for good
 * @param events told
 * @param trades told
 * @param lost commands that are gone without a trace or against an answer
 * @param duplicated commands sequenced, or events told, more than once
 * @param reordered commands sequenced, or events told, out of order
 * @param mismatched events and answers that are not as the reference book has them, or that nobody asked for
 * @param eventChainsIntact whether the events are complete, in order, and carry the right hashes
 * @param executionsOnSameOrder commands that traded with the resting order that they were expected to trade with
 */
public record CheckReport(
        List<CheckResult> checks,
        long commands,
        long acknowledged,
        long rejected,
        long notExecuted,
        long events,
        long trades,
        long lost,
        long duplicated,
        long reordered,
        long mismatched,
        boolean eventChainsIntact,
        long executionsOnSameOrder) {

    public CheckReport {
        checks = List.copyOf(checks);
    }

    /** Whether every check passed. */
    public boolean passed() {
        return checks.stream().allMatch(CheckResult::passed);
    }
}
