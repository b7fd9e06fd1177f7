package io.gantry.cli.flow;

import io.gantry.engine.api.order.Instrument;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user types to name a flow: {@code generated[:key=value,...]} or {@code lobster:FILE[,symbol=NAME]}. Immutable.
 */
public final class FlowSpec {
    private static final String GENERATED = "generated";
    private static final String LOBSTER = "lobster";
    private static final Pattern OPTION = Pattern.compile("([A-Za-z-]+)=(.*)", Pattern.DOTALL);

    private final Source source;

    private FlowSpec(Source source) {
        this.source = source;
    }

    /**
     * Reads a spec. Looks at no file yet.
     *
     * @throws FlowException naming the part that is wrong and what was expected
     */
    public static FlowSpec parse(String text) {
        int colon = text.indexOf(':');
        String kind = colon < 0 ? text : text.substring(0, colon);
        String rest = colon < 0 ? "" : text.substring(colon + 1);
        return switch (kind) {
            case GENERATED -> new FlowSpec(generated(colon >= 0, rest));
            case LOBSTER -> new FlowSpec(lobster(rest));
            default ->
                throw new FlowException("unknown flow kind " + FlowException.quote(kind) + " in flow spec "
                        + FlowException.quote(text) + "; known kinds: " + GENERATED + ", " + LOBSTER);
        };
    }

    /** The two forms and all keys with their ranges and defaults, for a command's help; several lines. */
    public static String syntax() {
        StringBuilder text = new StringBuilder("generated[:key=value,...]  calibrated random flow; keys:\n");
        for (GeneratorKey key : GeneratorKey.values()) {
            text.append("    ").append(key.describe()).append('\n');
        }
        return text.append("lobster:FILE[,symbol=NAME]  a LOBSTER message file (plain, gzip or xz) as real order flow")
                .toString();
    }

    /**
     * The same spec with one key of a generated flow set, whether it was given before or not.
     *
     * @throws FlowException if the key is unknown, the value out of its range, or the flow not a generated one
     */
    public FlowSpec with(String key, long value) {
        return new FlowSpec(source.with(key, Long.toString(value)));
    }

    /** The spec in full, with every default: parsing it gives an equal flow. */
    public String text() {
        return source.text();
    }

    /** Whether this is a generated flow, the only kind with keys to set. */
    public boolean isGenerated() {
        return source instanceof GeneratedSource;
    }

    /**
     * Makes the flow. Reads a file once from start to end, so that whatever is wrong in it shows here.
     *
     * @throws FlowException naming file, line and column and what was expected there
     */
    public Flow open() {
        return source.open(text());
    }

    @Override
    public String toString() {
        return text();
    }

    private static Source generated(boolean hasOptions, String rest) {
        GeneratorSettings settings = GeneratorSettings.defaults();
        if (!hasOptions) {
            return new GeneratedSource(settings);
        }
        List<String> seen = new ArrayList<>();
        for (String option : rest.split(",", -1)) {
            int equals = option.indexOf('=');
            if (equals <= 0) {
                throw new FlowException(
                        "flow spec " + GENERATED + ": expected key=value, found " + FlowException.quote(option));
            }
            String key = option.substring(0, equals);
            if (seen.contains(key)) {
                throw new FlowException("flow spec " + GENERATED + ": key " + FlowException.quote(key) + " twice");
            }
            seen.add(key);
            settings = settings.with(key, option.substring(equals + 1));
        }
        return new GeneratedSource(settings);
    }

    /** Options stand at the end, so that commas inside a file name do no harm. */
    private static Source lobster(String rest) {
        String file = rest;
        String symbol = "";
        int comma = file.lastIndexOf(',');
        while (comma >= 0) {
            Matcher option = OPTION.matcher(file.substring(comma + 1));
            if (!option.matches()) {
                break;
            }
            if (!option.group(1).equals("symbol")) {
                throw new FlowException("flow spec " + LOBSTER + ": unknown key " + FlowException.quote(option.group(1))
                        + "; known keys: symbol");
            }
            if (!symbol.isEmpty()) {
                throw new FlowException("flow spec " + LOBSTER + ": key 'symbol' twice");
            }
            symbol = requireSymbol(option.group(2));
            file = file.substring(0, comma);
            comma = file.lastIndexOf(',');
        }
        if (file.isEmpty()) {
            throw new FlowException("flow spec " + LOBSTER + ": no file; expected " + LOBSTER + ":FILE[,symbol=NAME]");
        }
        Path path = path(file);
        return new LobsterSource(file, path, symbol.isEmpty() ? leadingPart(path) : symbol);
    }

    private static String requireSymbol(String name) {
        try {
            return Instrument.requireSymbol(name);
        } catch (IllegalArgumentException e) {
            throw new FlowException("flow spec " + LOBSTER + ": " + e.getMessage(), e);
        }
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new FlowException(
                    "flow spec " + LOBSTER + ": not a file name: " + FlowException.quote(file) + " (" + e.getReason()
                            + ")",
                    e);
        }
    }

    /** LOBSTER names its files SYMBOL_DATE_..., so the symbol ends at the first underscore or dot. */
    private static String leadingPart(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString().split("[_.]", 2)[0].toUpperCase(Locale.ROOT);
    }

    private sealed interface Source permits GeneratedSource, LobsterSource {
        String text();

        Source with(String key, String value);

        Flow open(String spec);
    }

    private record GeneratedSource(GeneratorSettings settings) implements Source {
        @Override
        public String text() {
            return GENERATED + ":" + settings.text();
        }

        @Override
        public Source with(String key, String value) {
            return new GeneratedSource(settings.with(key, value));
        }

        @Override
        public Flow open(String spec) {
            return new GeneratedFlow(settings, spec);
        }
    }

    private record LobsterSource(String file, Path path, String symbol) implements Source {
        @Override
        public String text() {
            return LOBSTER + ":" + file + ",symbol=" + symbol;
        }

        @Override
        public Source with(String key, String value) {
            throw new FlowException(
                    "'" + key + "' applies to flow " + GENERATED + " only; a " + LOBSTER + " flow is its whole file");
        }

        @Override
        public Flow open(String spec) {
            return LobsterFlow.open(path, symbol, spec);
        }
    }
}
