package io.gantry.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A connection as lines of UTF-8. Reading: one thread; writing: any. A client that has gone is no error to whoever writes. */
final class LineChannel implements AutoCloseable {

    /** Longest line that is read, in bytes, its end not counted. */
    static final int MAX_LINE_BYTES = 64 << 10;

    private final SocketChannel channel;
    private final ByteBuffer received = ByteBuffer.allocate(8 << 10).flip();
    private boolean isGone;

    LineChannel(SocketChannel channel) {
        this.channel = channel;
    }

    /** A line that cannot be taken. */
    static final class BadLineException extends Exception {

        private static final long serialVersionUID = 1L;

        BadLineException(String message) {
            super(message);
        }
    }

    /**
     * The next line without its end; empty if there is none any more.
     *
     * @throws BadLineException if it is too long, or no UTF-8
     */
    Optional<String> read() throws IOException, BadLineException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            while (received.hasRemaining()) {
                byte next = received.get();
                if (next == '\n') {
                    return Optional.of(text(line.toByteArray()));
                }
                if (line.size() == MAX_LINE_BYTES) {
                    throw new BadLineException("a line has more than " + MAX_LINE_BYTES + " bytes");
                }
                line.write(next);
            }
            received.clear();
            int count = channel.read(received);
            received.flip();
            if (count < 0) {
                return Optional.empty();
            }
        }
    }

    private static String text(byte[] line) throws BadLineException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString()
                    .strip();
        } catch (CharacterCodingException malformed) {
            throw new BadLineException("a line is not UTF-8");
        }
    }

    /** Writes a line, if there is still somebody to read it. */
    synchronized void write(String line) {
        if (isGone) {
            return;
        }
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException gone) {
            isGone = true;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
