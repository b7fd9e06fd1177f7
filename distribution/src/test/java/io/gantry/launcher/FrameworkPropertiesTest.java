package io.gantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FrameworkPropertiesTest {

    private static final Map<String, String> KNOWN = Map.of("gantry.home", "/srv/w1 $1\\");

    @TempDir
    Path install;

    @TempDir
    Path home;

    @BeforeEach
    void makeFolders() throws IOException {
        Files.createDirectory(install.resolve("etc"));
        Files.createDirectory(home.resolve("etc"));
    }

    @Test
    void shouldReplaceReferencesWhenTheyAreKnown() throws IOException {
        write(install, "cache = ${gantry.home}/cache,${gantry.home}/more\nfilter = .*\\\\.(cfg|jar)\n");

        assertThat(FrameworkProperties.load(install, home, KNOWN))
                .containsEntry("cache", "/srv/w1 $1\\/cache,/srv/w1 $1\\/more")
                .containsEntry("filter", ".*\\.(cfg|jar)")
                .containsEntry("gantry.home", "/srv/w1 $1\\");
    }

    @Test
    void shouldLetTheHomeWinWhenBothHaveAnEntry() throws IOException {
        write(install, "a = 1\nb = 1\n");
        write(home, "b = 2\n");

        assertThat(FrameworkProperties.load(install, home, KNOWN))
                .containsEntry("a", "1")
                .containsEntry("b", "2");
    }

    @Test
    void shouldRefuseWhenAReferenceIsUnknown() throws IOException {
        write(install, "cache = ${gantry.hom}/cache\n");

        assertThatThrownBy(() -> FrameworkProperties.load(install, home, KNOWN))
                .hasMessage("etc/system.properties: cache refers to ${gantry.hom}, known are [gantry.home]");
    }

    @Test
    void shouldRefuseWhenTheInstallationsFileIsMissing() {
        assertThatThrownBy(() -> FrameworkProperties.load(install, home, KNOWN))
                .isInstanceOf(LaunchRefused.class)
                .hasMessageStartingWith("cannot read " + install.resolve("etc/system.properties"));
    }

    private static void write(Path folder, String text) throws IOException {
        Files.writeString(folder.resolve("etc").resolve(FrameworkProperties.FILE), text);
    }
}
