package io.gantry.cli.cluster;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder with {@code bin bundles cli deploy etc lib} that workers are started from. Only read.
 *
 * @param root the folder, absolute
 */
public record Installation(Path root) {

    /** System property that names the folder; the start script sets it. */
    public static final String PROPERTY = "gantry.install";

    /** @throws ClusterException if no worker can be started from there */
    public Installation {
        root = root.toAbsolutePath().normalize();
        Path script = root.resolve("bin").resolve("gantry-worker");
        if (!Files.isExecutable(script)) {
            throw new ClusterException("no installation of Gantry in " + root + ": " + script
                    + (Files.exists(script) ? " is not executable" : " is missing"));
        }
    }

    /**
     * The installation that this command belongs to.
     *
     * @throws ClusterException if the command was not started by its script, or the folder is not complete
     */
    public static Installation find() {
        String root = System.getProperty(PROPERTY, "");
        if (root.isBlank()) {
            throw new ClusterException("the folder of the installation is not known: start this command as `gantry`, or"
                    + " set the system property " + PROPERTY);
        }
        return new Installation(Path.of(root));
    }

    Path workerScript() {
        return root.resolve("bin").resolve("gantry-worker");
    }
}
