package io.gantry.simulator.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The sources of the classes under test. */
final class SourceTree {

    private static final String PACKAGES = "io/gantry/";

    private final Path root;

    private SourceTree(Path root) {
        this.root = root;
    }

    /**
     * The tree.
     *
     * @param given its root, empty to look for it from a folder upwards
     * @throws MutantException if it is not there
     */
    static SourceTree find(Optional<Path> given, Path from) {
        if (given.isPresent()) {
            if (!isTree(given.get())) {
                throw new MutantException(given.get() + " is no source tree: it lacks " + path("partition/Partition"));
            }
            return new SourceTree(given.get());
        }
        for (Path at = from.toAbsolutePath(); at != null; at = at.getParent()) {
            if (isTree(at)) {
                return new SourceTree(at);
            }
        }
        throw new MutantException("mutants need the source tree, which an installation does not hold, and "
                + from.toAbsolutePath() + " is not in it: run this in it, or name its root");
    }

    private static boolean isTree(Path root) {
        return Files.exists(root.resolve(path("partition/Partition")));
    }

    /** @param unit bundle and class, such as {@code partition/Primary} */
    private static String path(String unit) {
        String bundle = unit.substring(0, unit.indexOf('/'));
        return "bundles/" + bundle + "/src/main/java/" + className(unit).replace('.', '/') + ".java";
    }

    /** The name in Java of such a class. */
    static String className(String unit) {
        return (PACKAGES + unit).replace('/', '.');
    }

    /** The source of such a class. */
    String source(String unit) {
        try {
            return Files.readString(root.resolve(path(unit))).replace("\r\n", "\n");
        } catch (IOException failed) {
            throw new MutantException("the source of " + unit + " cannot be read: " + failed.getMessage(), failed);
        }
    }
}
