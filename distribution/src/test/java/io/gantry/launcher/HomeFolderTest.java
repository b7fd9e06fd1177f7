package io.gantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeFolderTest {

    private static final Path INSTALL = Path.of("/opt/gantry");

    @TempDir
    Path root;

    @Test
    void shouldMakeFoldersAndKeepThePidWhileOpenWhenEtcIsThere() throws IOException {
        Files.createDirectory(root.resolve("etc"));

        try (HomeFolder home = HomeFolder.open(root, INSTALL, 4711)) {
            assertThat(home).isNotNull();
            assertThat(root.resolve("run/worker.pid")).hasContent("4711");
            assertThat(root).isDirectoryContaining("glob:**/data").isDirectoryContaining("glob:**/deploy");
        }

        assertThat(root.resolve("run/worker.pid")).doesNotExist();
    }

    @Test
    void shouldRefuseNamingThePidWhenAnotherWorkerRunsThere() throws IOException {
        Files.createDirectory(root.resolve("etc"));

        try (HomeFolder home = HomeFolder.open(root, INSTALL, 4711)) {
            assertThat(home).isNotNull();
            assertThatThrownBy(() -> HomeFolder.open(root, INSTALL, 4712))
                    .hasMessage("another worker runs in " + root + " (pid 4711)")
                    .asInstanceOf(type(LaunchRefused.class))
                    .extracting(LaunchRefused::exitStatus)
                    .isEqualTo(1);
            assertThat(root.resolve("run/worker.pid")).hasContent("4711");
        }
    }

    @Test
    void shouldOpenAgainWhenAnEarlierWorkerWasKilled() throws IOException {
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("run"));
        Files.writeString(root.resolve("run/worker.pid"), "1\n");

        try (HomeFolder home = HomeFolder.open(root, INSTALL, 4711)) {
            assertThat(home).isNotNull();
            assertThat(root.resolve("run/worker.pid")).hasContent("4711");
        }
    }

    @Test
    void shouldRefuseWithUsageStatusWhenHomeIsMissing() {
        assertRefused(root.resolve("nowhere"), "the home folder does not exist: " + root.resolve("nowhere"));
    }

    @Test
    void shouldRefuseWithUsageStatusWhenEtcIsMissing() {
        assertRefused(root, "the home folder has no configuration: " + root.resolve("etc") + " is missing");
    }

    @Test
    void shouldRefuseWithUsageStatusWhenAFolderCannotBeMade() throws IOException {
        Files.createDirectory(root.resolve("etc"));
        Files.writeString(root.resolve("data"), "a file where a folder should be");

        assertRefused(root, "cannot make the folder " + root.resolve("data"));
    }

    @Test
    void shouldPreferTheWorkersFileWhenBothHaveOne() throws IOException {
        Files.createDirectory(root.resolve("etc"));

        assertThat(HomeFolder.configurationFile(root, INSTALL, "logback.xml"))
                .isEqualTo(INSTALL.resolve("etc/logback.xml"));
        Path own = Files.writeString(root.resolve("etc/logback.xml"), "<configuration/>");
        assertThat(HomeFolder.configurationFile(root, INSTALL, "logback.xml")).isEqualTo(own);
    }

    private static void assertRefused(Path home, String sentence) {
        assertThatThrownBy(() -> HomeFolder.open(home, INSTALL, 1))
                .hasMessageStartingWith(sentence)
                .asInstanceOf(type(LaunchRefused.class))
                .extracting(LaunchRefused::exitStatus)
                .isEqualTo(2);
    }
}
