package io.gantry.cli.tape;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gantry.cli.flow.FlowStatistics;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A result for people, and as JSON. */
final class TapeReport {
    private static final String LABEL_FORMAT = "%-13s";

    private final TapeResult result;

    TapeReport(TapeResult result) {
        this.result = result;
    }

    void print(PrintWriter out) {
        FlowStatistics statistics = result.statistics();
        line(out, "tape", "%s", statistics.spec());
        line(out, "rows", "%,d, %,d of them became commands", statistics.rows(), result.commands());
        line(
                out,
                "left out",
                "%,d rows of orders that no row before added, %,d of orders without an end, %,d hidden executions",
                statistics.skippedUnknownOrder(),
                statistics.skippedNoEnd(),
                result.hiddenExecutions());
        line(out, "events", "%,d, %,d of them trades", result.events(), result.trades());
        line(out, "rejected", "%s", rejections());
        line(out, "at the end", "%,d orders, last trade price %s, state hash %s", result.ordersLeft(), price(), hash());
        line(out, "books", "%s", verdict());
        line(out, "speed", "%s", speed());
        out.println(result.executionsOnSameOrder() + " of " + statistics.executionsOnTape()
                + " executions traded with the order the tape names");
        out.flush();
    }

    private static void line(PrintWriter out, String label, String format, Object... values) {
        out.println(String.format(LABEL_FORMAT, label) + String.format(Locale.ROOT, format, values));
    }

    private String rejections() {
        return result.rejections().isEmpty()
                ? "none"
                : new TreeMap<>(result.rejections())
                        .entrySet().stream()
                                .map(entry -> String.format(Locale.ROOT, "%,d %s", entry.getValue(), entry.getKey()))
                                .collect(Collectors.joining(", "));
    }

    private String verdict() {
        String names = result.books().stream().map(TapeResult.PlayedBook::name).collect(Collectors.joining(" and "));
        if (!result.isCompared()) {
            return names + " alone, compared with no other";
        }
        return result.difference()
                .map(words -> names + " DIFFER, first at " + words)
                .orElse(names + " agreed: every event, and the state hash after every command");
    }

    private String speed() {
        return result.books().stream()
                .map(book -> String.format(Locale.ROOT, "%s %,d commands/s", book.name(), book.commandsPerSecond()))
                .collect(Collectors.joining(", ", "", " (a single pass each, cold: no benchmark)"));
    }

    private String price() {
        return result.lastTradePrice() == 0
                ? "none"
                : BigDecimal.valueOf(result.lastTradePrice(), result.symbol().priceDecimals())
                        .toPlainString();
    }

    private String hash() {
        return String.format("%016x", result.stateHash());
    }

    ObjectNode json() {
        FlowStatistics statistics = result.statistics();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("tape", statistics.spec())
                .put("symbol", result.symbol().name())
                .put("rows", statistics.rows())
                .put("commands", result.commands());
        root.putObject("leftOut")
                .put("unknownOrder", statistics.skippedUnknownOrder())
                .put("noEnd", statistics.skippedNoEnd())
                .put("hiddenExecutions", result.hiddenExecutions());
        root.put("events", result.events()).put("trades", result.trades());
        ObjectNode rejected = root.putObject("rejected");
        new TreeMap<>(result.rejections()).forEach(rejected::put);
        root.put("executionsOnTape", statistics.executionsOnTape())
                .put("executionsOnSameOrder", result.executionsOnSameOrder())
                .put("ordersLeft", result.ordersLeft())
                .put("lastTradePrice", result.lastTradePrice())
                .put("priceDecimals", result.symbol().priceDecimals())
                .put("stateHash", hash())
                .put("compared", result.isCompared())
                .put("agreed", result.isCompared() && result.agreed())
                .put("difference", result.difference().orElse(""));
        ArrayNode books = root.putArray("books");
        result.books()
                .forEach(book ->
                        books.addObject().put("book", book.name()).put("commandsPerSecond", book.commandsPerSecond()));
        return root;
    }
}
