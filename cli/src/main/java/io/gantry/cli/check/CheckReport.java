package io.gantry.cli.check;

import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.protocol.EventKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The verdict on a recording.
 *
 * @param checks one for each {@link Rule}, in its order
 * @param commands sent
 * @param acknowledged commands that were answered EXECUTED or REJECTED
 * @param rejected those of them that were REJECTED
 * @param notExecuted commands that were answered NOT_EXECUTED for good
 * @param events told
 * @param eventsByKind told, of each kind that there is
 * @param cancelsByReason told, for each reason that there is
 * @param rejectsByReason told, for each reason that there is
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
        Map<EventKind, Long> eventsByKind,
        Map<CancelReason, Long> cancelsByReason,
        Map<RejectReason, Long> rejectsByReason,
        long lost,
        long duplicated,
        long reordered,
        long mismatched,
        boolean eventChainsIntact,
        long executionsOnSameOrder) {

    public CheckReport {
        checks = List.copyOf(checks);
        eventsByKind = Collections.unmodifiableMap(new EnumMap<>(eventsByKind));
        cancelsByReason = Collections.unmodifiableMap(new EnumMap<>(cancelsByReason));
        rejectsByReason = Collections.unmodifiableMap(new EnumMap<>(rejectsByReason));
    }

    /** Trades that were told. */
    public long trades() {
        return eventsByKind.getOrDefault(EventKind.TRADED, 0L);
    }

    /** Whether every check passed. */
    public boolean passed() {
        return checks.stream().allMatch(CheckResult::passed);
    }
}
