package io.gantry.shell;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Gogo session, fed line by line: what a line sets holds for the next. Used by one thread. */
final class ShellSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShellSession.class);

    private final LineStream out;
    private final LineStream err;
    private final CommandSession session;
    private volatile Reply reply = Reply.NONE;

    ShellSession(CommandProcessor processor) {
        // Gogo opens print streams of its own over these, in the platform's encoding.
        Charset charset = Charset.defaultCharset();
        out = new LineStream(charset, line -> reply.out(line));
        err = new LineStream(charset, line -> reply.err(line));
        session = processor.createSession(
                InputStream.nullInputStream(),
                new PrintStream(out, true, charset),
                new PrintStream(err, true, charset));
        session.put("SCOPE", "gantry:*");
        session.put(CommandSession.OPTION_NO_GLOB, true);
    }

    /** Runs a line; all that comes of it goes to the reply, its status last. Throws nothing. */
    void run(String line, Reply to) {
        reply = to;
        int status;
        try {
            Object result = session.execute(line);
            if (result != null) {
                to.out(String.valueOf(session.format(result, Converter.INSPECT)));
            }
            status = 0;
        } catch (Exception | LinkageError | StackOverflowError failure) {
            endOpenLines();
            status = tell(failure, to);
        }
        endOpenLines();
        reply = Reply.NONE;
        to.status(status);
    }

    private void endOpenLines() {
        out.endOpenLine();
        err.endOpenLine();
    }

    private static int tell(Throwable failure, Reply to) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ShellFailure told) {
            if (!told.getMessage().isEmpty()) {
                to.err(Words.of(told));
            }
            return told.status();
        }
        if (cause instanceof CommandNotFoundException unknown) {
            to.err("unknown command " + unknown.getCommand() + "; help lists the commands");
            return ShellFailure.UNKNOWN_COMMAND;
        }
        LOG.debug("a line failed", cause);
        to.err(Words.of(cause));
        return ShellFailure.FAILED;
    }

    @Override
    public void close() {
        session.close();
    }
}
