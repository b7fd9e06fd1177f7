package io.gantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BundleFileTest {

    @TempDir
    Path folder;

    @Test
    void shouldOrderByStartLevelThenNameWhenReadingAFolder() throws IOException {
        List<String> startOrder = List.of(
                "org.apache.aries.spifly.dynamic.bundle",
                "org.objectweb.asm",
                "ch.qos.logback.classic",
                "slf4j.api",
                "org.apache.felix.scr",
                "org.osgi.util.promise",
                "com.hazelcast",
                "io.netty.common",
                "org.apache.felix.fileinstall",
                "io.gantry.engine.api",
                "io.gantry.transport");
        for (String name : startOrder) {
            BundleJar.bundle(folder, name + ";singleton:=true", Map.of());
        }
        Files.writeString(folder.resolve("notes.txt"), "not a jar");

        assertThat(BundleFile.readAll(folder))
                .extracting(BundleFile::symbolicName)
                .containsExactlyElementsOf(startOrder);
    }

    @Test
    void shouldRefuseWhenAJarIsNoBundle() throws IOException {
        Path jar = BundleJar.write(folder.resolve("plain.jar"), Map.of());

        assertRefused(jar + " is not a bundle: its manifest has no Bundle-SymbolicName");
    }

    @Test
    void shouldRefuseWhenAFileIsNoJar() throws IOException {
        Path jar = Files.writeString(folder.resolve("torn.jar"), "PK");

        assertRefused("cannot read " + jar);
    }

    @Test
    void shouldRefuseWhenThereIsNoBundle() {
        assertRefused("there is no bundle in " + folder);
    }

    @Test
    void shouldRefuseWhenTheFolderIsMissing() {
        Path missing = folder.resolve("bundles");

        assertThatThrownBy(() -> BundleFile.readAll(missing)).hasMessage("the installation has no folder " + missing);
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> BundleFile.readAll(folder))
                .isInstanceOf(LaunchRefused.class)
                .hasMessageStartingWith(sentence);
    }
}
