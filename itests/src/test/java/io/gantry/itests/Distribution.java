package io.gantry.itests;

import io.gantry.launcher.BundleFile;
import io.gantry.launcher.FrameworkProperties;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The assembled distribution, which is what these tests test.
 *
 * @param folder with {@code bin bundles deploy etc lib}
 */
record Distribution(Path folder) {

    /** System property that names the folder; the build sets it. */
    static final String PROPERTY = "gantry.distribution";

    private static final String BESIDE_THIS_MODULE = "../distribution/target/gantry";

    /**
     * The distribution of this build.
     *
     * @throws IllegalStateException if it was not assembled
     */
    static Distribution find() {
        String named = System.getProperty(PROPERTY, BESIDE_THIS_MODULE);
        Path folder = Path.of(named).toAbsolutePath().normalize();
        Distribution found = new Distribution(folder);
        if (!Files.isDirectory(folder.resolve("bundles")) || !Files.isExecutable(found.workerScript())) {
            throw new IllegalStateException("there is no assembled distribution in " + folder
                    + ": build the module `distribution` first (mvn -pl distribution -am install), or name another folder"
                    + " by the system property " + PROPERTY);
        }
        return found;
    }

    /** What a worker consists of, in the order in which it is installed. */
    List<BundleFile> bundles() {
        return BundleFile.readAll(folder.resolve("bundles"));
    }

    /** What the launcher tells the framework and the JVM of a worker. */
    Map<String, String> properties(TestHome home) {
        return FrameworkProperties.ofWorker(folder, home.root());
    }

    Path workerScript() {
        return folder.resolve("bin").resolve("gantry-worker");
    }

    Path etc() {
        return folder.resolve("etc");
    }
}
