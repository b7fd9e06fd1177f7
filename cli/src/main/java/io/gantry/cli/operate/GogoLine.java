package io.gantry.cli.operate;

import java.util.List;
import java.util.stream.Collectors;

/** Writes lines for a worker's shell in which arguments are what they are, whatever characters they have. */
public final class GogoLine {

    private final StringBuilder line;

    /** @param command for instance {@code gantry:routes} */
    public GogoLine(String command) {
        line = new StringBuilder(command);
    }

    /** Appends an argument of the user's. Quoted in any case: bare, {@code 1E5} would be a number and {@code *} files. */
    public GogoLine argument(String value) {
        line.append(' ').append(quote(value));
        return this;
    }

    GogoLine arguments(List<String> values) {
        values.forEach(this::argument);
        return this;
    }

    /** Appends an option of ours with its value. */
    public GogoLine option(String name, Object value) {
        line.append(' ').append(name);
        return argument(value.toString());
    }

    /** Appends an option if it is wanted. */
    public GogoLine flag(String option, boolean isWanted) {
        if (isWanted) {
            line.append(' ').append(option);
        }
        return this;
    }

    @Override
    public String toString() {
        return line.toString();
    }

    /** Nothing has a meaning between single quotes; a single quote itself stands between two such pieces. */
    static String quote(String value) {
        return List.of(value.split("'", -1)).stream()
                .map(piece -> "'" + piece + "'")
                .collect(Collectors.joining("\\'"));
    }
}
