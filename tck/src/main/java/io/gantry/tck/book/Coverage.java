package io.gantry.tck.book;

import io.gantry.engine.api.order.CancelReason;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.TimeInForce;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts what runs came across, so that runs that miss something are found out. Not thread-safe. */
final class Coverage {

    private static final List<String> EVENTS = List.of(
            "accepted",
            "traded",
            "cancelled",
            "reduced",
            "replaced",
            "triggered",
            "mass-cancelled",
            "rejected",
            "market",
            "rules");

    private static final List<String> PATHS = List.of(
            "replaced in place",
            "replaced anew",
            "replaced and traded",
            "fill or kill filled",
            "minimum quantity met",
            "iceberg refreshed",
            "stops in a row",
            "uncrossed",
            "uncrossed and triggered",
            "triggered and rested",
            "expired before a reject",
            "expired in a closing",
            "several expired",
            "trades in LIMIT_ONLY",
            "image complete",
            "expired by the clock alone",
            "several expired by the clock alone",
            "level told",
            "several levels told",
            "level gone",
            "level told in a call phase");

    private final Map<String, Long> counts = new TreeMap<>();

    void sawImage() {
        count("image complete");
    }

    /** It was so late, without a command. */
    void sawTick(List<String> events) {
        countIf(!events.isEmpty(), "expired by the clock alone");
        countIf(events.size() > 1, "several expired by the clock alone");
    }

    /** A command or the clock changed levels. */
    void sawLevels(List<LevelRow> levels, MarketState state) {
        countIf(!levels.isEmpty(), "level told");
        countIf(levels.size() > 1, "several levels told");
        countIf(levels.stream().anyMatch(level -> level.orders() == 0), "level gone");
        countIf(!levels.isEmpty() && state.isCall(), "level told in a call phase");
    }

    /** A command was applied in a market state and told events. */
    void saw(OrderCommand command, List<String> events, MarketState state) {
        count("command " + command.kind() + " in " + state);
        for (String event : events) {
            String[] words = event.split(" ");
            count("event " + words[0]);
            switch (words[0]) {
                case "rejected", "cancelled" -> count(words[0] + " " + words[words.length - 1]);
                case "market" -> count("state " + words[1]);
                default -> {}
            }
        }
        paths(command, events, state);
        prevention(command, events);
    }

    private void paths(OrderCommand command, List<String> events, MarketState state) {
        String last = events.get(events.size() - 1);
        long trades = starting(events, "traded");
        long expired =
                events.stream().filter(event -> event.endsWith("EXPIRED")).count();
        countIf(events.stream().anyMatch(event -> event.endsWith("in place")), "replaced in place");
        countIf(events.stream().anyMatch(event -> event.endsWith("anew")), "replaced anew");
        countIf(command.kind() == CommandKind.REPLACE && trades > 0, "replaced and traded");
        boolean accepted = starting(events, "accepted") > 0;
        countIf(accepted && command.timeInForce() == TimeInForce.FOK && trades > 0, "fill or kill filled");
        countIf(accepted && command.minQuantity() > 0 && trades > 0, "minimum quantity met");
        countIf(accepted && refreshed(events), "iceberg refreshed");
        countIf(starting(events, "triggered") > 1, "stops in a row");
        boolean opened = command.kind() == CommandKind.MARKET_STATE;
        countIf(opened && events.size() > 1 && events.get(1).startsWith("traded"), "uncrossed");
        countIf(opened && trades > 0 && starting(events, "triggered") > 0, "uncrossed and triggered");
        countIf(last.startsWith("triggered") && !last.endsWith("market"), "triggered and rested");
        countIf(expired > 0 && last.startsWith("rejected"), "expired before a reject");
        countIf(expired > 0 && opened && last.endsWith("EXPIRED"), "expired in a closing");
        countIf(expired > 1, "several expired");
        countIf(accepted && trades > 0 && state == MarketState.LIMIT_ONLY, "trades in LIMIT_ONLY");
    }

    /** The same maker twice, so it must have come back. */
    private static boolean refreshed(List<String> events) {
        List<String> makers = new ArrayList<>();
        for (String event : events) {
            String[] words = event.split(" ");
            if (words[0].equals("traded")) {
                String pair = words[1] + " with " + words[3];
                if (makers.contains(pair)) {
                    return true;
                }
                makers.add(pair);
            }
        }
        return false;
    }

    private void prevention(OrderCommand command, List<String> events) {
        boolean prevented = command.kind() == CommandKind.NEW
                && starting(events, "triggered") == 0
                && events.stream().anyMatch(event -> event.endsWith("SELF_TRADE") || event.startsWith("reduced"));
        if (prevented) {
            count("prevented by " + command.selfTradePrevention());
        }
    }

    private static long starting(List<String> events, String word) {
        return events.stream().filter(event -> event.startsWith(word + " ")).count();
    }

    private void countIf(boolean holds, String what) {
        if (holds) {
            count(what);
        }
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** What never occurred of all that can. */
    List<String> missing() {
        List<String> wanted = new ArrayList<>(PATHS);
        EVENTS.forEach(event -> wanted.add("event " + event));
        for (RejectReason reason : RejectReason.values()) {
            if (reason != RejectReason.NONE) {
                wanted.add("rejected " + reason);
            }
        }
        for (CancelReason reason : CancelReason.values()) {
            wanted.add("cancelled " + reason);
        }
        for (MarketState state : MarketState.values()) {
            wanted.add("state " + state);
            for (CommandKind kind : CommandKind.values()) {
                wanted.add("command " + kind + " in " + state);
            }
        }
        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            if (mode != SelfTradePrevention.NONE) {
                wanted.add("prevented by " + mode);
            }
        }
        wanted.removeAll(counts.keySet());
        return wanted;
    }

    @Override
    public String toString() {
        return counts.toString();
    }
}
