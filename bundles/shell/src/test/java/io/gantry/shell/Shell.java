package io.gantry.shell;

import java.util.ArrayList;
import java.util.List;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.Function;

/** A real Gogo without a framework, with commands of our own. */
final class Shell implements AutoCloseable {

    private final ThreadIOImpl threads = new ThreadIOImpl();
    private final CommandProcessorImpl processor;

    Shell() {
        threads.start();
        processor = new CommandProcessorImpl(threads);
    }

    /** What a line came to. */
    record Answer(List<String> out, List<String> err, int status) {

        String json() {
            return String.join("\n", out);
        }
    }

    Shell with(String name, Function command) {
        processor.addCommand("gantry", command, name);
        return this;
    }

    CommandProcessor processor() {
        return processor;
    }

    Answer run(String line) {
        List<String> out = new ArrayList<>();
        List<String> err = new ArrayList<>();
        int[] ended = {-1};
        try (ShellSession session = new ShellSession(processor)) {
            session.run(line, new Reply() {
                @Override
                public void out(String text) {
                    out.add(text);
                }

                @Override
                public void err(String text) {
                    err.add(text);
                }

                @Override
                public void status(int status) {
                    ended[0] = status;
                }
            });
        }
        return new Answer(out, err, ended[0]);
    }

    @Override
    public void close() {
        processor.stop();
        threads.stop();
    }
}
