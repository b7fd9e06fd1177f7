package io.gantry.cli.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a command's report. */
public final class ReportFile {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private ReportFile() {}

    /**
     * Makes sure that a report can be written, by opening the file; leaves it as it was.
     *
     * @throws ReportException naming the file and what stands against it
     */
    public static void requireWritable(Path file) {
        boolean isThere = Files.exists(file);
        try {
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!isThere) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw notWritable(file, failure);
        }
    }

    /**
     * Writes a report, replacing what the file holds.
     *
     * @throws ReportException naming the file and what stands against it
     */
    public static void write(Path file, ObjectNode report) {
        try {
            Files.writeString(file, JSON.writeValueAsString(report) + "\n", StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw notWritable(file, failure);
        }
    }

    private static ReportException notWritable(Path file, IOException failure) {
        String why = failure instanceof NoSuchFileException
                ? "its folder does not exist"
                : failure.getClass().getSimpleName() + " " + failure.getMessage();
        return new ReportException("cannot write the report " + file + ": " + why, failure);
    }
}
