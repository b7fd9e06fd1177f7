package io.gantry.benchmarks.report;

import io.gantry.benchmarks.measure.Percentiles;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The rows as a table for people. */
public final class RowTable {
    private static final String LINE = "%-12s %9s | %6s %6s %6s | %5s %11s | %15s %15s %15s | %5s %5s%n";
    private static final String NONE = "-";

    private RowTable() {}

    /** Prints all rows, with what the columns mean. */
    public static void print(PrintStream out, List<RowFigure> rows) {
        out.println(
                "million commands a second (median); ratio gantry : direct; nanoseconds p50 / p99.9; bytes allocated");
        out.printf(
                LINE,
                "stream",
                "resting",
                "gantry",
                "direct",
                "naive",
                "ratio",
                "from..to",
                "gantry ns",
                "direct ns",
                "naive ns",
                "B",
                "B dir");
        for (RowFigure row : rows) {
            print(out, row);
        }
    }

    private static void print(PrintStream out, RowFigure row) {
        out.printf(
                LINE,
                row.stream(),
                String.format(Locale.ROOT, "%,d", row.resting()),
                number(row.gantry().mops().median()),
                number(row.direct().mops().median()),
                naive(row, naive -> number(naive.mops().median())),
                number(row.ratio().median()),
                number(row.ratio().lowest()) + ".." + number(row.ratio().highest()),
                nanos(row.gantry().latency()),
                nanos(row.direct().latency()),
                naive(row, naive -> nanos(naive.latency())),
                number(row.gantry().bytesPerCommand()),
                number(row.direct().bytesPerCommand()));
    }

    private static String naive(RowFigure row, Function<BookFigure, String> text) {
        return row.naive().map(text).orElse(NONE);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : "%.1f", value);
    }

    private static String nanos(Percentiles percentiles) {
        return String.format(Locale.ROOT, "%,d / %,d", percentiles.p50ns(), percentiles.p999ns());
    }
}
