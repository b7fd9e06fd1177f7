package io.gantry.cli.check;

import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.protocol.BookEvent;
import io.gantry.protocol.EventKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Breaches of the rules: how many, and the first of each. */
final class Findings {
    private static final CancelReason[] CANCEL_REASONS = CancelReason.values();
    private static final RejectReason[] REJECT_REASONS = RejectReason.values();

    private final Map<Rule, Long> counts = new EnumMap<>(Rule.class);
    private final Map<Rule, String> firsts = new EnumMap<>(Rule.class);
    private final Tally tally = new Tally();

    /** A rule was broken. */
    void add(Rule rule, String example) {
        counts.merge(rule, 1L, Long::sum);
        firsts.putIfAbsent(rule, example);
    }

    long count(Rule rule) {
        return counts.getOrDefault(rule, 0L);
    }

    Tally tally() {
        return tally;
    }

    CheckReport report() {
        List<CheckResult> checks = Stream.of(Rule.values()).map(this::result).toList();
        return new CheckReport(
                checks,
                tally.commands,
                tally.acknowledged,
                tally.rejected,
                tally.notExecuted,
                tally.events,
                tally.eventsByKind,
                tally.cancelsByReason,
                tally.rejectsByReason,
                count(Rule.LOST) + count(Rule.KEPT),
                count(Rule.DUPLICATED),
                count(Rule.REORDERED),
                count(Rule.EVENTS) + count(Rule.ANSWERS) + count(Rule.ASKED_FOR),
                count(Rule.EVENT_CHAIN) == 0 && count(Rule.EVENT_SEQUENCE) == 0,
                tally.executionsOnExpectedOrder);
    }

    private CheckResult result(Rule rule) {
        long count = count(rule);
        if (count == 0) {
            return new CheckResult(rule.label(), true, rule.meaning() + " (" + tally.scope(rule) + ")");
        }
        return new CheckResult(
                rule.label(), false, (count == 1 ? "once: " : count + " times, first: ") + firsts.get(rule));
    }

    /** What was looked at. */
    static final class Tally {
        private long symbols;
        private long commands;
        private long acknowledged;
        private long rejected;
        private long notExecuted;
        private long events;
        private final Map<EventKind, Long> eventsByKind = new EnumMap<>(EventKind.class);
        private final Map<CancelReason, Long> cancelsByReason = new EnumMap<>(CancelReason.class);
        private final Map<RejectReason, Long> rejectsByReason = new EnumMap<>(RejectReason.class);
        private long executionsOnExpectedOrder;

        void symbol(long sent) {
            symbols++;
            commands += sent;
        }

        void acknowledged(boolean isRejected) {
            acknowledged++;
            rejected += isRejected ? 1 : 0;
        }

        void notExecuted() {
            notExecuted++;
        }

        void event(BookEvent event) {
            events++;
            eventsByKind.merge(event.kind(), 1L, Long::sum);
            switch (event.kind()) {
                case CANCELLED -> count(CANCEL_REASONS, event.code(), cancelsByReason);
                case REJECTED -> count(REJECT_REASONS, event.code(), rejectsByReason);
                default -> {}
            }
        }

        /** A code that is none is a difference to the reference book, and told as such. */
        private static <T> void count(T[] reasons, int code, Map<T, Long> counts) {
            if (code >= 0 && code < reasons.length) {
                counts.merge(reasons[code], 1L, Long::sum);
            }
        }

        void executionOnExpectedOrder() {
            executionsOnExpectedOrder++;
        }

        private String scope(Rule rule) {
            return switch (rule) {
                case ANSWERED, REORDERED, ASKED_FOR, COMMAND_SEQUENCE -> commands + " commands";
                case LOST, ANSWERS -> acknowledged + " acknowledged";
                case DUPLICATED -> commands + " commands, " + events + " events";
                case EVENTS, EVENT_SEQUENCE, EVENT_CHAIN, CANCEL_IS_FINAL -> events + " events";
                case NOT_EXECUTED_IS_FINAL -> notExecuted + " such answers";
                case QUANTITY, KEPT, FINAL_BOOK -> symbols + " symbols";
            };
        }
    }
}
