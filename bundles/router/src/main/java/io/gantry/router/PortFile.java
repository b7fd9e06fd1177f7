package io.gantry.router;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in which the transport notes the port it got: one number. */
final class PortFile {

    private static final Logger LOG = LoggerFactory.getLogger(PortFile.class);
    private static final int MAX_PORT = 65_535;

    private final Path file;

    /** @param home the worker's folder */
    PortFile(Path home) {
        file = home.resolve("run").resolve("client.port");
    }

    /** Removes what an earlier run left behind: its port is not ours. */
    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot remove " + file, failure);
        }
    }

    /** The port, if it is there. */
    OptionalInt read() {
        String text;
        try {
            text = Files.readString(file).trim();
        } catch (NoSuchFileException notYet) {
            return OptionalInt.empty();
        } catch (IOException failure) {
            LOG.warn("cannot read {}", file, failure);
            return OptionalInt.empty();
        }
        // Empty or cut short: it is being written.
        if (!text.matches("[0-9]{1,5}")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        return port >= 1 && port <= MAX_PORT ? OptionalInt.of(port) : OptionalInt.empty();
    }
}
