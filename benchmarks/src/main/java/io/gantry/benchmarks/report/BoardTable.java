package io.gantry.benchmarks.report;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows as one table for people: medians of the runs, parts of a measure behind each other. */
public final class BoardTable {
    private static final String NONE = "-";
    private static final List<String> HEAD =
            List.of("section", "what", "unit", "gantry", "beside it", "ratio", "better", "runs", "beside it is");

    private BoardTable() {}

    /** Prints all rows, with what is to be said of them. */
    public static void print(PrintStream out, Board board) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        board.rows().forEach(row -> lines.add(line(row)));
        out.println(
                "medians of the runs; latencies are p50 / p99 / p99.9 / max; ratio is gantry : beside it, run by run");
        for (List<String> line : lines) {
            out.println(padded(lines, line));
        }
        board.notes().forEach(out::println);
        for (Board.Failure failure : board.failures()) {
            out.println("FAILED: section " + failure.section() + ", " + failure.why()
                    + "; its rows, if any, are of what was measured before");
        }
    }

    private static List<String> line(BoardRow row) {
        return List.of(
                row.measure().section(),
                row.measure().what(),
                row.measure().unit(),
                cell(row.gantry()),
                cell(row.peer().map(BoardRow.Beside::figures)),
                cell(row.ratio()),
                row.measure().isMoreBetter() ? "more" : "less",
                Integer.toString(row.runs()),
                row.peer().map(BoardRow.Beside::name).orElse(NONE));
    }

    private static String cell(Optional<List<Spread>> spreads) {
        return spreads.map(parts ->
                        parts.stream().map(part -> number(part.median())).collect(Collectors.joining(" / ")))
                .orElse(NONE);
    }

    /** Three digits or more that count. */
    static String number(double value) {
        String format = value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String padded(List<List<String>> lines, List<String> line) {
        StringBuilder text = new StringBuilder();
        for (int column = 0; column < line.size(); column++) {
            int at = column;
            int width =
                    lines.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            text.append(String.format(Locale.ROOT, "%-" + width + "s  ", line.get(column)));
        }
        return text.toString().stripTrailing();
    }
}
