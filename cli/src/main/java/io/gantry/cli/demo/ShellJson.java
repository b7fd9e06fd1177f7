package io.gantry.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.Place;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.BookView.Level;
import io.gantry.engine.api.partition.Gate;
import java.util.ArrayList;
import java.util.List;

/** Reads what the workers' shells print as JSON. */
final class ShellJson {
    private static final int HEXADECIMAL = 16;

    private ShellJson() {}

    static MigrationReport migration(JsonNode node) {
        List<String> symbols = new ArrayList<>();
        member(node, "symbols").forEach(symbol -> symbols.add(symbol.asText()));
        return new MigrationReport(
                text(node, "id"),
                text(node, "strategy"),
                List.copyOf(symbols),
                place(member(node, "source")),
                place(member(node, "target")),
                MigrationState.valueOf(text(node, "outcome")),
                text(node, "step"),
                text(node, "detail"),
                number(node, "restingOrders"),
                number(node, "pauseMicros"),
                number(node, "durationMillis"),
                number(node, "snapshotBytes"),
                text(node, "hashAtCut"));
    }

    static BookView book(JsonNode node) {
        return new BookView(
                text(node, "symbol"),
                (int) number(node, "partition"),
                number(node, "epoch"),
                Gate.valueOf(text(node, "gate")),
                text(node, "book"),
                text(node, "marketState"),
                number(node, "commandSequence"),
                number(node, "eventSequence"),
                hash(node, "eventChain"),
                hash(node, "stateHash"),
                (int) number(node, "orders"),
                (int) number(node, "stops"),
                number(node, "lastTradePrice"),
                levels(member(node, "bids")),
                levels(member(node, "asks")));
    }

    private static Place place(JsonNode node) {
        return new Place((int) number(node, "partition"), text(node, "worker"));
    }

    private static List<Level> levels(JsonNode node) {
        List<Level> levels = new ArrayList<>();
        node.forEach(level -> levels.add(
                new Level(number(level, "price"), number(level, "quantity"), (int) number(level, "orders"))));
        return levels;
    }

    private static String text(JsonNode node, String name) {
        return member(node, name).asText();
    }

    private static long number(JsonNode node, String name) {
        JsonNode member = member(node, name);
        if (!member.isIntegralNumber()) {
            throw new RunException("the worker's shell printed " + name + " as " + member + ", which is no number");
        }
        return member.asLong();
    }

    private static long hash(JsonNode node, String name) {
        return Long.parseUnsignedLong(text(node, name), HEXADECIMAL);
    }

    private static JsonNode member(JsonNode node, String name) {
        JsonNode member = node.path(name);
        if (member.isMissingNode()) {
            throw new RunException("the worker's shell printed no " + name + " in " + node);
        }
        return member;
    }
}
