package io.gantry.cli.flow;

import io.gantry.engine.api.order.Side;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads the rows of a LOBSTER message file one by one and refuses the first that is not as it must be, with line, column
 * and what was expected there. Not thread-safe.
 */
final class LobsterRowReader implements AutoCloseable {
    /** Prices are dollars times 10,000 and move in cents. */
    static final long TICK = 100;

    /** With {@link #MAX_SIZE} keeps price times size within 63 bits. */
    static final long MAX_PRICE = 9_000_000_000L;

    static final long MAX_SIZE = 1_000_000_000L;
    /** Leaves as many ids again for the orders that executions stand for. */
    static final long MAX_ORDER_ID = Long.MAX_VALUE / 2;

    private static final int COLUMNS = 6;
    private static final int MAX_LINE_BYTES = 256;
    private static final long MAX_SECONDS = 86_400;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANO_DIGITS = 9;
    private static final int MAX_FRACTION_DIGITS = 18;
    private static final String[] COLUMN_NAMES = {"time", "type", "order id", "size", "price", "direction"};
    private static final String TYPES =
            "1 (new order), 2 (reduction), 3 (cancel), 4 (execution), 5 (hidden execution)" + " or 7 (halt)";

    private final Path path;
    private final InputStream in;
    private final byte[] lineBytes = new byte[MAX_LINE_BYTES];
    private final String[] fields = new String[COLUMNS];
    private long lineNumber;
    private long previousNanos = Long.MIN_VALUE;

    LobsterRowReader(Path path) {
        this.path = path;
        this.in = FlowFile.open(path);
    }

    /** The next row, or nothing at the end of the file. */
    Optional<LobsterRow> next() {
        int length;
        try {
            length = readLine();
        } catch (IOException e) {
            throw FlowFile.unreadable(path, e);
        }
        if (length < 0) {
            return Optional.empty();
        }
        split(new String(lineBytes, 0, length, StandardCharsets.ISO_8859_1));
        return Optional.of(row());
    }

    /** How many lines were read so far. */
    long lines() {
        return lineNumber;
    }

    /** Refuses the row read last because of one of its columns, counted from 1. */
    FlowException badColumn(int column, String expected) {
        return new FlowException(path + " line " + lineNumber + ", column " + column + " (" + COLUMN_NAMES[column - 1]
                + "): expected " + expected + ", found " + FlowException.quote(fields[column - 1]));
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw FlowFile.unreadable(path, e);
        }
    }

    private int readLine() throws IOException {
        int b = in.read();
        if (b < 0) {
            return -1;
        }
        lineNumber++;
        int length = 0;
        while (b >= 0 && b != '\n') {
            if (length == MAX_LINE_BYTES) {
                throw badLine("a line of more than " + MAX_LINE_BYTES + " bytes");
            }
            lineBytes[length++] = (byte) b;
            b = in.read();
        }
        return length > 0 && lineBytes[length - 1] == '\r' ? length - 1 : length;
    }

    private FlowException badLine(String found) {
        return new FlowException(path + " line " + lineNumber + ", column 1: expected " + COLUMNS
                + " columns (time,type,order id,size,price,direction), found " + found);
    }

    private void split(String line) {
        int count = 1;
        int from = 0;
        for (int comma = line.indexOf(','); comma >= 0; comma = line.indexOf(',', from)) {
            if (count <= COLUMNS) {
                fields[count - 1] = line.substring(from, comma);
            }
            count++;
            from = comma + 1;
        }
        if (count != COLUMNS) {
            throw badLine((line.isEmpty() ? "an empty line" : count + ": " + FlowException.quote(line)));
        }
        fields[COLUMNS - 1] = line.substring(from);
    }

    private LobsterRow row() {
        long timeNanos = time();
        LobsterRow.Type type = type();
        return switch (type) {
            case HALT -> new LobsterRow(timeNanos, type, 0, 0, whole(5, -1, 1), Side.SELL);
            case HIDDEN_EXECUTION ->
                new LobsterRow(
                        timeNanos,
                        type,
                        whole(3, 0, MAX_ORDER_ID),
                        whole(4, 1, MAX_SIZE),
                        whole(5, 1, MAX_PRICE),
                        side());
            case ADD, REDUCE, CANCEL, EXECUTION ->
                new LobsterRow(timeNanos, type, whole(3, 1, MAX_ORDER_ID), whole(4, 1, MAX_SIZE), tickPrice(), side());
        };
    }

    private long time() {
        String text = fields[0];
        int dot = text.indexOf('.');
        String seconds = dot < 0 ? text : text.substring(0, dot);
        String fraction = dot < 0 ? "0" : text.substring(dot + 1);
        String expected = "seconds after midnight from 0 to " + MAX_SECONDS + ", such as 34200.017459617";
        if (!isDigits(seconds, 6)
                || !isDigits(fraction, MAX_FRACTION_DIGITS)
                || Long.parseLong(seconds) > MAX_SECONDS) {
            throw badColumn(1, expected);
        }
        String nanos = fraction.length() > NANO_DIGITS
                ? fraction.substring(0, NANO_DIGITS)
                : fraction + "0".repeat(NANO_DIGITS - fraction.length());
        long timeNanos = Long.parseLong(seconds) * NANOS_PER_SECOND + Long.parseLong(nanos);
        if (timeNanos < previousNanos) {
            throw badColumn(1, "a time not before that of the line above");
        }
        previousNanos = timeNanos;
        return timeNanos;
    }

    private LobsterRow.Type type() {
        return switch (fields[1]) {
            case "1" -> LobsterRow.Type.ADD;
            case "2" -> LobsterRow.Type.REDUCE;
            case "3" -> LobsterRow.Type.CANCEL;
            case "4" -> LobsterRow.Type.EXECUTION;
            case "5" -> LobsterRow.Type.HIDDEN_EXECUTION;
            case "7" -> LobsterRow.Type.HALT;
            default -> throw badColumn(2, TYPES);
        };
    }

    private Side side() {
        return switch (fields[5]) {
            case "1" -> Side.BUY;
            case "-1" -> Side.SELL;
            default -> throw badColumn(6, "1 (buy) or -1 (sell)");
        };
    }

    private long tickPrice() {
        long price = whole(5, TICK, MAX_PRICE);
        if (price % TICK != 0) {
            throw badColumn(5, "a multiple of the tick " + TICK + " (prices are dollars times 10,000)");
        }
        return price;
    }

    private long whole(int column, long min, long max) {
        String text = fields[column - 1];
        String digits = text.startsWith("-") ? text.substring(1) : text;
        // 19 digits may still overflow, which parseLong tells
        if (isDigits(digits, 19)) {
            try {
                long value = Long.parseLong(text);
                if (value >= min && value <= max) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw badColumn(column, "a whole number from " + min + " to " + max);
            }
        }
        throw badColumn(column, "a whole number from " + min + " to " + max);
    }

    private static boolean isDigits(String text, int maxLength) {
        if (text.isEmpty() || text.length() > maxLength) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
