package io.gantry.launcher;

import java.util.List;

/** The order in which bundles start. A bundle belongs to the first level that claims a prefix of its symbolic name. */
enum StartLevel {
    /** Mediates service loaders; must see every other bundle come. */
    WEAVING(2, "org.apache.aries.spifly", "org.objectweb.asm"),
    /** Writes the log from here on. */
    LOGGING(3, "slf4j.", "ch.qos.logback."),
    /** Configurations are read when this level is reached, just before Gantry: {@link #LIBRARIES} are active by then. */
    CONFIGURATION(6, "org.apache.felix.fileinstall"),
    /** Services of the OSGi compendium. */
    PLATFORM(4, "org.apache.felix.", "org.osgi."),
    /** The engine. */
    GANTRY(7, "io.gantry."),
    /** Bundles dropped into a deploy folder; the installation's own bundles are never here. */
    DEPLOYED(8),
    /** All that no other level claims. */
    LIBRARIES(5, "");

    private final int number;
    private final List<String> prefixes;

    StartLevel(int number, String... prefixes) {
        this.number = number;
        this.prefixes = List.of(prefixes);
    }

    /** The level's number for the framework, greater than 1. */
    int number() {
        return number;
    }

    static StartLevel of(String symbolicName) {
        for (StartLevel level : values()) {
            if (level.prefixes.stream().anyMatch(symbolicName::startsWith)) {
                return level;
            }
        }
        throw new AssertionError("no level for " + symbolicName);
    }
}
