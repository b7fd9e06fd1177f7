package io.gantry.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a worker's shell socket is: {@code run/shell.sock} in its folder, or, where that path is too long for the operating system, in a fresh
 * folder of the temporary one. {@code run/shell.address} tells. Only the owner can enter either folder.
 */
final class SocketPlace {

    /** The kernel's field has 108 bytes on Linux and 104 on others, one of them for its end. */
    static final int MAX_PATH_BYTES = 103;

    private static final String OWNER_ONLY_FOLDER = "rwx------";
    private static final String OWNER_ONLY_FILE = "rw-------";

    private final Path address;
    private final Path socket;
    private final boolean isElsewhere;

    private SocketPlace(Path address, Path socket, boolean isElsewhere) {
        this.address = address;
        this.socket = socket;
        this.isElsewhere = isElsewhere;
    }

    /** Makes the folders and removes what a killed worker left. */
    static SocketPlace prepare(Path home) throws IOException {
        Path run = Files.createDirectories(home.toAbsolutePath().normalize().resolve("run"));
        Files.setPosixFilePermissions(run, PosixFilePermissions.fromString(OWNER_ONLY_FOLDER));
        Path near = run.resolve("shell.sock");
        boolean isTooLong = near.toString().getBytes(StandardCharsets.UTF_8).length > MAX_PATH_BYTES;
        Path socket = isTooLong ? elsewhere().resolve("shell.sock") : near;
        Files.deleteIfExists(near);
        return new SocketPlace(run.resolve("shell.address"), socket, isTooLong);
    }

    private static Path elsewhere() throws IOException {
        return Files.createTempDirectory(
                "gantry-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY_FOLDER)));
    }

    Path socket() {
        return socket;
    }

    /** Once the socket is there: shuts it to others, and tells where it is. */
    void announce() throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString(OWNER_ONLY_FILE));
        Path written = address.resolveSibling("shell.address.new");
        Files.writeString(written, socket + "\n");
        Files.move(written, address, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Removes the socket and its address. */
    void clear() throws IOException {
        Files.deleteIfExists(address);
        Files.deleteIfExists(socket);
        if (isElsewhere) {
            Files.deleteIfExists(socket.getParent());
        }
    }
}
