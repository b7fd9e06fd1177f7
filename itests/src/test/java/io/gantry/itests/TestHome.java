package io.gantry.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * The folder of a worker on its own that lives for one test: configured as the distribution's etc says, but on any free
 * port.
 *
 * @param root the folder
 */
record TestHome(Path root) {

    /** Longest pause of a move, long enough for a busy machine. */
    static final Duration PAUSE_BUDGET = Duration.ofSeconds(30);

    private static final String WORKER = "io.gantry.worker.cfg";
    private static final String PARTITIONS = "io.gantry.partition.cfg";
    private static final String STRATEGY = "io.gantry.migration.freezeswitch.cfg";

    /** @param partitions such as {@code 1,2} */
    static TestHome make(Distribution distribution, String partitions) {
        try {
            TestHome home = new TestHome(TestFolder.make().root());
            Files.createDirectories(home.etc());
            try (DirectoryStream<Path> configurations = Files.newDirectoryStream(distribution.etc(), "*.cfg")) {
                for (Path configuration : configurations) {
                    Files.copy(configuration, home.etc().resolve(configuration.getFileName()));
                }
            }
            Files.createDirectories(home.deploy());
            giveTime(home.etc());
            home.configure("port", "0");
            home.configure("partitions", partitions);
            return home;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Configures moves so that they do not roll back because the machine is busy. */
    static void giveTime(Path etc) throws IOException {
        Files.createDirectories(etc);
        String millis = PAUSE_BUDGET.toMillis() + "\n";
        Files.writeString(
                etc.resolve(STRATEGY),
                "pauseBudgetMillis = " + millis + "copyBudgetMillis = " + millis + "verifyBudgetMillis = " + millis);
    }

    /** Configures which book partitions use. */
    static void chooseBook(Path etc, String book) throws IOException {
        Files.writeString(etc.resolve(PARTITIONS), "book = " + book + "\n");
    }

    Path etc() {
        return root.resolve("etc");
    }

    Path deploy() {
        return root.resolve("deploy");
    }

    Path data() {
        return root.resolve("data");
    }

    /** Replaces one entry of the worker's configuration, which must be there. */
    void configure(String key, String value) throws IOException {
        Path file = etc().resolve(WORKER);
        List<String> lines = Files.readAllLines(file);
        if (lines.stream().noneMatch(line -> line.startsWith(key + " ="))) {
            throw new IllegalStateException(file + " has no entry " + key);
        }
        Files.write(
                file,
                lines.stream()
                        .map(line -> line.startsWith(key + " =") ? key + " = " + value : line)
                        .toList());
    }

    /** Where the worker listens, once it does. */
    OptionalInt port() {
        try {
            return OptionalInt.of(Integer.parseInt(
                    Files.readString(root.resolve("run").resolve("client.port")).strip()));
        } catch (NoSuchFileException notYet) {
            return OptionalInt.empty();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Last lines of the worker's log, for people who look for the cause of a failure. */
    String logTail() {
        return TestFolder.tail(root.resolve("log").resolve("worker.log"));
    }

    void delete() {
        new TestFolder(root).delete();
    }
}
