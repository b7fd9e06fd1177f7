package io.gantry.launcher;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The command line of a worker. */
record LaunchOptions(Path install, Path home, boolean isHelp) {

    static final String USAGE = """
            usage: gantry-worker --home DIR
            Starts one worker in the foreground. It runs until it gets SIGTERM, which drains and stops it.

              --home DIR   the worker's own folder; DIR/etc holds its configuration (a copy of the installation's etc
                           is a worker on its own), the other folders are made when missing
              --help       prints this text

            GANTRY_JAVA_OPTS holds further JVM options, for instance -Xmx4g.
            Exit status: 0 stopped, 1 could not start or had to stop, 2 bad usage.""";

    private static final Path NONE = Path.of("");

    /**
     * Reads the command line. The script {@code bin/gantry-worker} adds {@code --install DIR} in front.
     *
     * @throws LaunchRefused with status {@link LaunchRefused#USAGE} when an option is unknown, missing or without value
     */
    static LaunchOptions parse(List<String> arguments) {
        Path install = NONE;
        Path home = NONE;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            switch (option) {
                case "--help", "-h" -> {
                    return new LaunchOptions(NONE, NONE, true);
                }
                case "--install" -> install = folder(option, rest);
                case "--home" -> home = folder(option, rest);
                default -> throw usage("unknown option: " + option);
            }
        }
        if (install.equals(NONE)) {
            throw usage("--install DIR is missing (bin/gantry-worker sets it)");
        }
        if (home.equals(NONE)) {
            throw usage("--home DIR is missing");
        }
        return new LaunchOptions(
                install.toAbsolutePath().normalize(), home.toAbsolutePath().normalize(), false);
    }

    private static Path folder(String option, Iterator<String> rest) {
        String value = rest.hasNext() ? rest.next() : "";
        if (value.isBlank() || value.startsWith("--")) {
            throw usage(option + " needs a folder");
        }
        if (value.contains(",")) {
            throw usage(option + " must not contain a comma: " + value);
        }
        return Path.of(value);
    }

    private static LaunchRefused usage(String sentence) {
        return new LaunchRefused(LaunchRefused.USAGE, sentence + "; see gantry-worker --help");
    }
}
