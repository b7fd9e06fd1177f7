package io.gantry.benchmarks.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gantry.benchmarks.measure.Percentiles;

/** The results for programs. */
public final class JsonReport {
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final ObjectNode root = MAPPER.createObjectNode();

    public JsonReport() {
        root.putArray("rows");
        root.putNull("snapshot");
    }

    /** Where and how it was measured. */
    public JsonReport settings(Machine machine, Object settings) {
        root.set("settings", MAPPER.valueToTree(settings));
        root.set("machine", MAPPER.valueToTree(machine));
        return this;
    }

    /** Adds a row. */
    public JsonReport row(RowFigure row) {
        ObjectNode node = root.withArray("rows").addObject();
        node.put("stream", row.stream()).put("resting", row.resting());
        node.set("gantry", book(row.gantry()));
        node.set("exchangeCoreDirect", book(row.direct()));
        if (row.naive().isPresent()) {
            node.set("exchangeCoreNaive", book(row.naive().get()));
        } else {
            node.putNull("exchangeCoreNaive").put("exchangeCoreNaiveReason", row.naiveReason());
        }
        spread(node, "ratio", row.ratio());
        node.put("commands", row.last().commands())
                .put("trades", row.last().trades())
                .put("refused", row.last().refused())
                .put("restingAtEnd", row.last().restingAtEnd())
                .put("timerNs", rounded(row.last().timerNanos()));
        return this;
    }

    /** Sets what was measured of images. */
    public JsonReport snapshot(SnapshotFigure figure) {
        ObjectNode node = root.putObject("snapshot").put("orders", figure.orders());
        ObjectNode gantry = image(node.putObject("gantry"), figure.gantry());
        spread(gantry, "maxStallMicros", figure.stallMicros());
        spread(gantry, "maxSliceMicros", figure.sliceMicros());
        gantry.put("applyP99ns", rounded(figure.applyP99ns().median()))
                .put("applyP99nsWithout", rounded(figure.quietP99ns().median()))
                .put("maxApplyMicrosWithout", rounded(figure.quietMaxMicros().median()));
        ObjectNode direct = image(node.putObject("exchangeCoreDirect"), figure.direct());
        // It takes no command while it writes.
        direct.put("maxStallMicros", rounded(figure.direct().writeMillis().median() * 1000));
        return this;
    }

    private static ObjectNode image(ObjectNode node, ImageFigure image) {
        spread(node, "writeMillis", image.writeMillis());
        spread(node, "restoreMillis", image.restoreMillis());
        return node.put("bytesPerOrder", rounded(image.bytesPerOrder()))
                .put("memoryBytesPerOrder", rounded(image.memoryBytesPerOrder()));
    }

    private static void spread(ObjectNode node, String name, Spread spread) {
        node.put(name, rounded(spread.median()))
                .put(name + "Lowest", rounded(spread.lowest()))
                .put(name + "Highest", rounded(spread.highest()));
    }

    private static ObjectNode book(BookFigure book) {
        ObjectNode node = MAPPER.createObjectNode();
        spread(node, "mops", book.mops());
        percentiles(node, book.latency());
        node.put("bytesPerCommand", rounded(book.bytesPerCommand()));
        percentiles(node.putObject("paced"), book.paced());
        return node;
    }

    private static void percentiles(ObjectNode node, Percentiles percentiles) {
        node.put("p50ns", percentiles.p50ns())
                .put("p99ns", percentiles.p99ns())
                .put("p999ns", percentiles.p999ns())
                .put("maxNs", percentiles.maxNs());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** The whole, as text. */
    public String text() {
        return root.toPrettyString() + System.lineSeparator();
    }
}
