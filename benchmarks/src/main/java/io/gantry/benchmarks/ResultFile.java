package io.gantry.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The option that names a file for the results. */
public final class ResultFile {

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to a file, too.")
    private Optional<Path> json = Optional.empty();

    /**
     * Before anything is measured.
     *
     * @throws ParameterException if the file cannot be written
     */
    public void check(CommandLine line) {
        json.filter(file -> !isWritable(file)).ifPresent(file -> {
            throw new ParameterException(
                    line, "--json: " + file + " cannot be written; give a file in a folder that exists");
        });
    }

    private static boolean isWritable(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        return Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : Files.isDirectory(folder) && Files.isWritable(folder);
    }

    /** Writes the results, if they are asked for. */
    public void write(String text) {
        json.ifPresent(file -> {
            try {
                Files.writeString(file, text);
            } catch (IOException e) {
                throw new BenchException("cannot write " + file + ": " + e.getMessage(), e);
            }
        });
    }
}
