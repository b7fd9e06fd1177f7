package io.gantry.benchmarks.aeron;

import io.gantry.benchmarks.BenchException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How a JVM with Aeron is started: its own Agrona comes before ours, and it wants a look into the JDK. */
public final class AeronJvm {

    /** Flags of such a JVM. */
    public static final List<String> FLAGS = List.of(
            "-XX:-UsePerfData",
            "-XX:+UseParallelGC",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.base/java.util.zip=ALL-UNNAMED");

    private AeronJvm() {}

    /**
     * Its class path.
     *
     * @throws BenchException if the build has not put Aeron beside the classes of the benchmarks
     */
    public static String classPath() {
        Path jars = folder();
        if (!Files.isDirectory(jars)) {
            throw new BenchException("Aeron's jars are not in " + jars + ": build the module benchmarks");
        }
        return jars.resolve("*") + System.getProperty("path.separator") + System.getProperty("java.class.path");
    }

    private static Path folder() {
        try {
            return Path.of(AeronJvm.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .resolveSibling("aeron");
        } catch (URISyntaxException e) {
            throw new BenchException("the folder of the benchmarks' classes has no path: " + e.getMessage(), e);
        }
    }
}
