package io.gantry.itests;

import io.gantry.engine.api.migration.MigrationStrategy;
import io.gantry.engine.api.migration.MigrationStrategyName;
import io.gantry.itests.strategy.ResourceBudgetStrategy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A bundle that holds a strategy.
 *
 * @param symbolicName of the bundle
 * @param version of the bundle
 * @param strategy the strategy's name
 * @param pauseMillis budget of the gate in its plans, by which they are told apart
 */
record StrategyJar(String symbolicName, String version, String strategy, long pauseMillis) {

    private static final String COMPONENT = "OSGI-INF/strategy.xml";

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String folder = ResourceBudgetStrategy.class.getPackageName().replace('.', '/') + "/";
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest())) {
            add(jar, COMPONENT, component().getBytes(StandardCharsets.UTF_8));
            String file = ResourceBudgetStrategy.class.getSimpleName() + ".class";
            try (InputStream code = ResourceBudgetStrategy.class.getResourceAsStream(file)) {
                add(jar, folder + file, code.readAllBytes());
            }
            add(
                    jar,
                    folder + ResourceBudgetStrategy.PAUSE_FILE,
                    Long.toString(pauseMillis).getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private Manifest manifest() {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        Map.of(
                        "Bundle-ManifestVersion", "2",
                        "Bundle-SymbolicName", symbolicName,
                        "Bundle-Version", version,
                        "Import-Package", MigrationStrategy.class.getPackageName() + ";version=\"[1.0,2)\"",
                        "Service-Component", COMPONENT)
                .forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        return manifest;
    }

    private String component() {
        return """
                <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.3.0" name="%s">
                  <property name="%s" value="%s"/>
                  <service><provide interface="%s"/></service>
                  <implementation class="%s"/>
                </scr:component>
                """.formatted(
                        symbolicName,
                        MigrationStrategyName.PROPERTY,
                        strategy,
                        MigrationStrategy.class.getName(),
                        ResourceBudgetStrategy.class.getName());
    }

    private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(content);
        jar.closeEntry();
    }
}
