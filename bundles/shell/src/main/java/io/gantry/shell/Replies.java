package io.gantry.shell;

import java.util.Map;
import java.util.function.Consumer;

/** The two forms in which a client hears: as it comes, or in one piece. Each message is one line of JSON. */
final class Replies {

    private Replies() {}

    /** {@code {"out":"..."}} and {@code {"err":"..."}} as they come, then {@code {"status":0}}. */
    static Reply asItComes(Consumer<String> client) {
        return new Reply() {
            @Override
            public void out(String line) {
                client.accept(Json.write(Map.of("out", line)));
            }

            @Override
            public void err(String line) {
                client.accept(Json.write(Map.of("err", line)));
            }

            @Override
            public void status(int status) {
                client.accept(Json.write(Map.of("status", status)));
            }
        };
    }

    /** {@code {"output":"...","status":0}}, with all lines in their order. */
    static Reply inOnePiece(Consumer<String> client) {
        StringBuffer output = new StringBuffer();
        return new Reply() {
            @Override
            public void out(String line) {
                output.append(line).append('\n');
            }

            @Override
            public void err(String line) {
                output.append(line).append('\n');
            }

            @Override
            public void status(int status) {
                client.accept(Json.write(new Whole(output.toString(), status)));
            }
        };
    }

    /** A whole answer. */
    record Whole(String output, int status) {}
}
