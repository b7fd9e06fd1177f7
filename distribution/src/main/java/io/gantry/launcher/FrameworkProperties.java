package io.gantry.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code etc/system.properties}: what the framework and the JVM are told before any bundle is there.
 * {@link #ofWorker} is the one place that knows; integration tests start their containers from it.
 */
public final class FrameworkProperties {

    /** The start level of the container when all of it is started. */
    public static final String DEPLOYED_LEVEL = "gantry.deployed.level";

    static final String FILE = "system.properties";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

    private FrameworkProperties() {}

    /**
     * Reads what a worker is started with.
     *
     * @param install the installation
     * @param home the worker's folder
     * @throws RuntimeException with one sentence when a file cannot be read or refers to something unknown
     */
    public static Map<String, String> ofWorker(Path install, Path home) {
        Path logback = HomeFolder.configurationFile(home, install, "logback.xml");
        Map<String, String> known = Map.of(
                "gantry.home",
                home.toString(),
                "gantry.install",
                install.toString(),
                DEPLOYED_LEVEL,
                Integer.toString(StartLevel.DEPLOYED.number()),
                "gantry.logback",
                logback.toString());
        return load(install, home, known);
    }

    /**
     * Reads the installation's file, then the home's (whose entries win), and replaces each <code>${name}</code>.
     *
     * @param install the installation; its file must exist
     * @param home the worker's folder; its file may be missing
     * @param known values for references, {@code gantry.home} for instance; they are part of the result
     * @throws LaunchRefused with status {@link LaunchRefused#USAGE} when a file cannot be read or a reference is unknown
     */
    static Map<String, String> load(Path install, Path home, Map<String, String> known) {
        Properties entries = new Properties();
        read(install.resolve("etc").resolve(FILE), entries);
        Path own = home.resolve("etc").resolve(FILE);
        if (Files.exists(own)) {
            read(own, entries);
        }
        Map<String, String> result = new TreeMap<>(known);
        for (String name : entries.stringPropertyNames()) {
            result.put(name, substitute(name, entries.getProperty(name), known));
        }
        return Map.copyOf(result);
    }

    private static void read(Path file, Properties into) {
        try (Reader reader = Files.newBufferedReader(file)) {
            into.load(reader);
        } catch (IOException | IllegalArgumentException failure) {
            throw new LaunchRefused(
                    LaunchRefused.USAGE,
                    "cannot read " + file + ": " + failure.getClass().getSimpleName() + " " + failure.getMessage(),
                    failure);
        }
    }

    private static String substitute(String name, String value, Map<String, String> known) {
        Matcher references = REFERENCE.matcher(value);
        StringBuilder result = new StringBuilder();
        while (references.find()) {
            String replacement = known.get(references.group(1));
            if (replacement == null) {
                throw new LaunchRefused(
                        LaunchRefused.USAGE,
                        "etc/" + FILE + ": " + name + " refers to ${" + references.group(1) + "}, known are "
                                + new TreeMap<>(known).keySet());
            }
            references.appendReplacement(result, Matcher.quoteReplacement(replacement));
        }
        references.appendTail(result);
        return result.toString();
    }
}
