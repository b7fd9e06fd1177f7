package io.gantry.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * One bundle of an installation and the level at which it starts. {@link #readAll} is the one place that knows what a
 * worker consists of; integration tests start their containers from it.
 */
public record BundleFile(Path path, String symbolicName, int startLevel) {

    private static final Comparator<BundleFile> START_ORDER =
            Comparator.comparingInt(BundleFile::startLevel).thenComparing(BundleFile::symbolicName);

    /**
     * Reads the bundles of a folder, in the order in which they are to be installed.
     *
     * @param folder the folder {@code bundles} of an installation
     * @throws RuntimeException with one sentence when the folder cannot be read, holds no jar, or holds a jar that is no
     *     bundle (the framework would install such a jar without complaint and export nothing from it)
     */
    public static List<BundleFile> readAll(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new LaunchRefused(LaunchRefused.USAGE, "the installation has no folder " + folder);
        }
        List<BundleFile> bundles = new ArrayList<>();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                bundles.add(read(jar));
            }
        } catch (IOException failure) {
            throw new LaunchRefused(
                    LaunchRefused.USAGE, "cannot read the folder " + folder + ": " + failure.getMessage(), failure);
        }
        if (bundles.isEmpty()) {
            throw new LaunchRefused(LaunchRefused.USAGE, "there is no bundle in " + folder);
        }
        bundles.sort(START_ORDER);
        return List.copyOf(bundles);
    }

    private static BundleFile read(Path jar) {
        String symbolicName;
        try (JarFile file = new JarFile(jar.toFile())) {
            symbolicName = Optional.ofNullable(file.getManifest())
                    .map(Manifest::getMainAttributes)
                    .map(attributes -> attributes.getValue("Bundle-SymbolicName"))
                    .map(header -> header.split(";", 2)[0].strip())
                    .orElse("");
        } catch (IOException failure) {
            throw new LaunchRefused(LaunchRefused.USAGE, "cannot read " + jar + ": " + failure.getMessage(), failure);
        }
        if (symbolicName.isEmpty()) {
            throw new LaunchRefused(
                    LaunchRefused.USAGE, jar + " is not a bundle: its manifest has no Bundle-SymbolicName");
        }
        return new BundleFile(jar, symbolicName, StartLevel.of(symbolicName).number());
    }
}
