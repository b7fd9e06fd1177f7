package io.gantry.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContainerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Container container;

    @BeforeEach
    void make() {
        Map<String, String> properties =
                Map.of("org.osgi.framework.storage", folder.resolve("cache").toString(), "felix.log.level", "0");
        container = new Container(properties, new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws InterruptedException {
        container.requestStop();
        assertThat(container.awaitStop(LIMIT)).isTrue();
    }

    @Test
    void shouldStartQuietlyWhenEveryBundleResolves() throws IOException, InterruptedException {
        BundleJar.bundle(folder, "library", Map.of("Export-Package", "library"));
        BundleJar.bundle(folder, "io.gantry.user", Map.of("Import-Package", "library"));
        BundleJar.bundle(folder, "library.fragment", Map.of("Fragment-Host", "library"));

        container.start(BundleFile.readAll(folder));

        assertThat(container.hasFailed()).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void shouldListEveryBundleWithWhatIsMissingWhenSomeDoNotResolve() throws IOException {
        BundleJar.bundle(folder, "broken", Map.of("Import-Package", "missing", "Export-Package", "broken"));
        BundleJar.bundle(folder, "io.gantry.user", Map.of("Import-Package", "broken"));
        BundleJar.bundle(folder, "sound", Map.of());

        assertThatThrownBy(() -> container.start(BundleFile.readAll(folder)))
                .hasMessageMatching("""
                        2 bundles cannot be resolved
                          broken: Unable to resolve broken \\[\\d+]: missing requirement \\[broken \\[\\d+]] \
                        osgi.wiring.package; \\(osgi.wiring.package=missing\\)
                          io.gantry.user: Unable to resolve broken \\[\\d+]: missing requirement \\[broken \\[\\d+]] \
                        osgi.wiring.package; \\(osgi.wiring.package=missing\\)""")
                .asInstanceOf(type(LaunchRefused.class))
                .extracting(LaunchRefused::exitStatus)
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void shouldNameTheBundleAndTheReasonWhenOneDoesNotStart() throws IOException {
        BundleJar.bundle(folder, "io.gantry.user", Map.of("Bundle-Activator", "user.Activator"));

        assertThatThrownBy(() -> container.start(BundleFile.readAll(folder)))
                .hasMessageContaining("1 bundle did not start\n  io.gantry.user: ")
                .hasMessageContaining("user.Activator");
    }

    @Test
    void shouldReturnAndStopWhenStopIsRequestedBeforeTheStart() throws IOException, InterruptedException {
        BundleJar.bundle(folder, "io.gantry.user", Map.of());

        container.requestStop();
        container.start(BundleFile.readAll(folder));

        assertThat(folder.resolve("cache")).doesNotExist();
    }
}
