package io.gantry.cli.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a worker wrote to its standard output and error since it was started.
 *
 * @param file where it goes, appended from start to start
 * @param from length of the file when the worker was started
 */
record ConsoleLog(Path file, long from) {

    private static final String ERROR_PREFIX = "gantry: ";
    private static final int SHOWN_LINES = 5;

    /** The log of a worker that is about to be started. */
    static ConsoleLog fromHere(Path file) {
        try {
            return new ConsoleLog(file, Files.size(file));
        } catch (NoSuchFileException firstStart) {
            return new ConsoleLog(file, 0);
        } catch (IOException failure) {
            throw new ClusterException("cannot read " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }

    /** The sentence with which the worker gave up; without one, its last lines; empty if it wrote nothing. */
    Optional<String> error() {
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(ERROR_PREFIX)) {
                return Optional.of(withIndentedLines(lines, i));
            }
        }
        List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
        return last.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", last));
    }

    /** An error may go on in indented lines, a list of bundles for instance. */
    private static String withIndentedLines(List<String> lines, int first) {
        int end = first + 1;
        while (end < lines.size() && lines.get(end).startsWith(" ")) {
            end++;
        }
        return String.join("\n", lines.subList(first, end)).substring(ERROR_PREFIX.length());
    }

    private List<String> lines() {
        try {
            byte[] all = Files.readAllBytes(file);
            int start = (int) Math.min(from, all.length);
            return new String(all, start, all.length - start, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (NoSuchFileException nothing) {
            return List.of();
        } catch (IOException failure) {
            throw new ClusterException("cannot read " + file + ": " + ClusterFolder.reason(failure), failure);
        }
    }
}
