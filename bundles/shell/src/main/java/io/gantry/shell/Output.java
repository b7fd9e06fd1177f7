package io.gantry.shell;

import java.io.PrintStream;

/** Where one call of a command prints. */
final class Output {

    private final PrintStream stream;

    Output(PrintStream stream) {
        this.stream = stream;
    }

    void line(String text) {
        stream.println(text);
        stream.flush();
    }

    void table(Table table) {
        table.lines().forEach(stream::println);
        stream.flush();
    }

    /** The document of {@code --json}. */
    void json(Object document) {
        line(Json.write(document));
    }

    PrintStream stream() {
        return stream;
    }
}
