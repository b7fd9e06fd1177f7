package io.gantry.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The rows for programs. */
public final class BoardJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private BoardJson() {}

    /**
     * The whole, as text.
     *
     * @param settings how it was measured, by name
     */
    public static String text(Machine machine, Object settings, Board board) {
        ObjectNode root = MAPPER.createObjectNode();
        root.set("settings", MAPPER.valueToTree(settings));
        root.set("machine", MAPPER.valueToTree(machine));
        root.set("notes", MAPPER.valueToTree(board.notes()));
        root.set("failures", MAPPER.valueToTree(board.failures()));
        root.putArray("rows");
        board.rows().forEach(row -> add(root.withArray("rows").addObject(), row));
        return root.toPrettyString() + System.lineSeparator();
    }

    private static void add(ObjectNode node, BoardRow row) {
        Measure measure = row.measure();
        node.put("section", measure.section())
                .put("what", measure.what())
                .put("unit", measure.unit())
                .put("better", measure.isMoreBetter() ? "more" : "less")
                .put("runs", row.runs());
        row.gantry().ifPresent(spreads -> figures(node.putObject("gantry"), measure, spreads));
        row.peer().ifPresent(peer -> {
            node.put("besideIs", peer.name());
            figures(node.putObject("beside"), measure, peer.figures());
        });
        row.ratio().ifPresent(spreads -> figures(node.putObject("ratio"), measure, spreads));
    }

    private static void figures(ObjectNode node, Measure measure, List<Spread> spreads) {
        for (int part = 0; part < spreads.size(); part++) {
            Spread spread = spreads.get(part);
            node.putObject(measure.parts().get(part))
                    .put("median", rounded(spread.median()))
                    .put("lowest", rounded(spread.lowest()))
                    .put("highest", rounded(spread.highest()));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
