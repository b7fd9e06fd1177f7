package io.gantry.cli.flow;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be set about a generated flow. */
enum GeneratorKey {
    COMMANDS("200000", "1", "1000000000", 0, "commands in all, the orders that fill the books at the start included"),
    SYMBOLS("8", "1", "1000", 0, "symbols traded"),
    SEED("1", "-9223372036854775808", "9223372036854775807", 0, "same seed, same flow"),
    ZIPF("1", "0", "3", 3, "exponent of the symbols' shares; 0 makes all equally busy"),
    SESSIONS("4", "1", "64", 0, "sessions that send the commands"),
    RESTING("2000", "10", "100000", 0, "orders that rest in the busiest book, others in proportion"),
    RATE("7", "1", "100000000", 0, "mean commands a second, for drivers that keep the flow's time"),
    SPECIAL(
            "2",
            "0",
            "100",
            0,
            "percent of new orders that are stops, icebergs, DAY, GTD, with minimum quantity or self-trade prevention;"
                    + " above 0, some thousand commands apart, also mass cancels, auctions and trading rules");

    private static final int MAX_DIGITS = 20;

    private final BigDecimal fallback;
    private final BigDecimal min;
    private final BigDecimal max;
    private final int decimals;
    private final String meaning;

    GeneratorKey(String fallback, String min, String max, int decimals, String meaning) {
        this.fallback = new BigDecimal(fallback);
        this.min = new BigDecimal(min);
        this.max = new BigDecimal(max);
        this.decimals = decimals;
        this.meaning = meaning;
    }

    static GeneratorKey named(String word) {
        return Arrays.stream(values())
                .filter(key -> key.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new FlowException("flow spec generated: unknown key " + FlowException.quote(word)
                        + "; known keys: "
                        + Arrays.stream(values()).map(GeneratorKey::word).collect(Collectors.joining(", "))));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    BigDecimal fallback() {
        return fallback;
    }

    BigDecimal parse(String text) {
        // Plain digits only: an exponent would let a short text stand for a number of any length.
        if (text.length() <= MAX_DIGITS && text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            BigDecimal value = new BigDecimal(text).stripTrailingZeros();
            if (value.scale() <= decimals && value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
                return value;
            }
        }
        throw new FlowException("flow spec generated: key '" + word() + "': expected " + range() + ", found "
                + FlowException.quote(text));
    }

    String describe() {
        return word() + "=" + fallback.toPlainString() + "  " + meaning + " (" + range() + ")";
    }

    private String range() {
        String number = decimals == 0 ? "a whole number" : "a number with up to " + decimals + " decimals";
        return number + " from " + min.toPlainString() + " to " + max.toPlainString();
    }
}
