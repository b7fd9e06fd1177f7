package io.gantry.hazelcast.membership;

import java.util.Arrays;
import java.util.List;

/** Names of workers as one text, separated by commas, which no name has. */
final class Names {

    private static final String SEPARATOR = ",";

    private Names() {}

    static String join(List<String> names) {
        return String.join(SEPARATOR, names);
    }

    /** Nobody's names are an empty list; an empty name stays one, for the caller to refuse. */
    static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(SEPARATOR, -1));
    }
}
