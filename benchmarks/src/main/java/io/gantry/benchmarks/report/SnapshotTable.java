package io.gantry.benchmarks.report;

import java.io.PrintStream;
import java.util.Locale;

/** The images as a table for people. */
public final class SnapshotTable {

    private SnapshotTable() {}

    /** Prints it. */
    public static void print(PrintStream out, SnapshotFigure figure) {
        out.printf(Locale.ROOT, "%nimages of %,d orders: milliseconds, median (best)%n", figure.orders());
        out.printf("%-8s %18s %18s %13s %15s%n", "book", "write", "restore", "bytes/order", "memory/order");
        line(out, "gantry", figure.gantry());
        line(out, "direct", figure.direct());
        out.printf(
                Locale.ROOT,
                "gantry in slices between commands: longest call %.0f us (best %.0f), longest slice %.0f us (best %.0f),%n"
                        + "p99 of commands %.0f ns, without an image %.0f ns, their longest call %.0f us (best %.0f)%n",
                figure.stallMicros().median(),
                figure.stallMicros().lowest(),
                figure.sliceMicros().median(),
                figure.sliceMicros().lowest(),
                figure.applyP99ns().median(),
                figure.quietP99ns().median(),
                figure.quietMaxMicros().median(),
                figure.quietMaxMicros().lowest());
    }

    private static void line(PrintStream out, String book, ImageFigure image) {
        out.printf(
                Locale.ROOT,
                "%-8s %18s %18s %13.1f %15.1f%n",
                book,
                millis(image.writeMillis()),
                millis(image.restoreMillis()),
                image.bytesPerOrder(),
                image.memoryBytesPerOrder());
    }

    private static String millis(Spread spread) {
        return String.format(Locale.ROOT, "%.1f (%.1f)", spread.median(), spread.lowest());
    }
}
