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

/** Reads {@code etc/system.properties}: what the framework and the JVM are told before any bundle is there. */
final class FrameworkProperties {

    static final String FILE = "system.properties";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]+)}");

    private FrameworkProperties() {}

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
