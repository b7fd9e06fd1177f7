package io.gantry.engine.api.order;

import java.util.regex.Pattern;

/**
 * A tradable thing and its grid.
 *
 * @param symbol name, 1 to 24 characters of {@code A-Z 0-9 . _ -}, the first a letter or a digit
 * @param symbolId number given by the register when the symbol was listed, above zero, never used again
 * @param priceDecimals how many decimals a price unit has, 0 to 12; for people only
 * @param tickSize prices are multiples of this many price units, above zero
 * @param lotSize quantities are multiples of this many quantity units, above zero
 */
public record Instrument(String symbol, int symbolId, int priceDecimals, long tickSize, long lotSize) {

    /** Longest symbol name, in characters. */
    public static final int MAX_SYMBOL_LENGTH = 24;

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0," + (MAX_SYMBOL_LENGTH - 1) + "}");

    public Instrument {
        requireSymbol(symbol);
        if (symbolId <= 0) {
            throw new IllegalArgumentException("symbol " + symbol + ": symbolId " + symbolId + " is not above zero");
        }
        if (priceDecimals < 0 || priceDecimals > 12) {
            throw new IllegalArgumentException(
                    "symbol " + symbol + ": price decimals " + priceDecimals + " not in 0..12");
        }
        if (tickSize <= 0) {
            throw new IllegalArgumentException("symbol " + symbol + ": tick size " + tickSize + " is not above zero");
        }
        if (lotSize <= 0) {
            throw new IllegalArgumentException("symbol " + symbol + ": lot size " + lotSize + " is not above zero");
        }
    }

    /**
     * Checks a symbol name.
     *
     * @return the same name
     * @throws IllegalArgumentException saying what is wrong, with unprintable characters masked
     */
    public static String requireSymbol(String symbol) {
        if (symbol == null || !SYMBOL.matcher(symbol).matches()) {
            throw new IllegalArgumentException("not a symbol: '" + printable(symbol)
                    + "'. A symbol has 1 to " + MAX_SYMBOL_LENGTH
                    + " characters of A-Z 0-9 . _ - and starts with a letter or a digit");
        }
        return symbol;
    }

    private static String printable(String text) {
        if (text == null) {
            return "";
        }
        String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
