package io.gantry.shell;

import java.nio.charset.StandardCharsets;

/**
 * What a client sent: a line of Gogo.
 *
 * @param line of Gogo
 * @param isWhole whether the answer is wanted in one piece
 */
record Request(String line, boolean isWhole) {

    private static final String OBJECT = "{\"";

    /** The JSON form. */
    record Wrapped(String line) {}

    /** Tells the forms apart: what begins like a JSON object and is one with a line in it, is one; all else is Gogo. */
    static Request of(String received) {
        if (received.startsWith(OBJECT)) {
            try {
                Wrapped wrapped = Json.read(received.getBytes(StandardCharsets.UTF_8), Wrapped.class);
                if (wrapped.line() != null) {
                    return new Request(wrapped.line(), true);
                }
            } catch (IllegalArgumentException notThat) {
                return new Request(received, false);
            }
        }
        return new Request(received, false);
    }
}
