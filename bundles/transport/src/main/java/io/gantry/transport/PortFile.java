package io.gantry.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Tells other processes the port that was bound: a file with the number, there while the port is open. */
final class PortFile {

    private final Path file;

    /** @param home the worker's folder */
    PortFile(Path home) {
        file = home.resolve("run").resolve("client.port");
    }

    /** Writes the file, in one step for whoever reads it. */
    void write(int port) {
        try {
            Files.createDirectories(file.getParent());
            Path fresh = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(fresh, port + "\n");
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new TransportException("cannot write " + file + ": " + failure, failure);
        }
    }

    /** Removes the file, if it is there. */
    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new TransportException("cannot remove " + file + ": " + failure, failure);
        }
    }
}
