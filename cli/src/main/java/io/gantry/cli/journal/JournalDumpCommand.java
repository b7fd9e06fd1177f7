package io.gantry.cli.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gantry.journal.JournalInspection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the records of a journal's log. */
@Command(
        name = "dump",
        mixinStandardHelpOptions = true,
        header = "Show the log's records, one a line.",
        description = {
            "Each line has the record's position, what it is, and its main figures; times are nanoseconds since 1970.",
            "Ends with 0, or with 1 if the log cannot be read to its end."
        })
final class JournalDumpCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    private CommandSpec spec;

    @Mixin
    private JournalFolders folders;

    @Option(
            names = "--from",
            paramLabel = "POSITION",
            description = "Begin with the first record at this position or behind; default: the first that is kept.")
    private Optional<Long> from = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most so many records of each log; default: all.")
    private Optional<Long> limit = Optional.empty();

    @Option(names = "--json", description = "Each line is a JSON object.")
    private boolean isJson;

    private final RecordDecoder decoder = new RecordDecoder();

    @Override
    public Integer call() {
        requireNotBelow("--from", from, 0);
        requireNotBelow("--limit", limit, 1);
        List<Path> journals = folders.all();
        boolean isWhole = true;
        for (Path journal : journals) {
            isWhole &= dump(journal, journals.size() > 1);
        }
        return isWhole ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void requireNotBelow(String option, Optional<Long> value, long least) {
        if (value.isPresent() && value.get() < least) {
            throw new ParameterException(
                    spec.commandLine(), option + ": " + value.get() + " is not " + least + " or more");
        }
    }

    private boolean dump(Path journal, boolean isOneOfMany) {
        PrintWriter out = spec.commandLine().getOut();
        try (JournalInspection inspection = folders.open(journal)) {
            if (isOneOfMany && !isJson) {
                out.println(journal + ":");
            }
            long[] left = {limit.orElse(Long.MAX_VALUE)};
            Optional<String> fault =
                    inspection.forEachRecord(from.orElse(inspection.startPosition()), (position, record) -> {
                        Map<String, Object> decoded = decoder.decode(record);
                        out.println(isJson ? json(journal, isOneOfMany, position, decoded) : text(position, decoded));
                        left[0]--;
                        return left[0] > 0 && !out.checkError();
                    });
            fault.ifPresent(
                    what -> spec.commandLine().getErr().println("gantry: " + journal + ": the log ends here: " + what));
            return fault.isEmpty();
        } catch (IOException e) {
            throw JournalFolders.unreadable(journal, e);
        }
    }

    private static String text(long position, Map<String, Object> decoded) {
        StringBuilder line = new StringBuilder().append(position);
        decoded.forEach((name, value) -> {
            line.append(' ');
            if (!name.equals(RecordDecoder.TEMPLATE)) {
                line.append(name).append('=');
            }
            line.append(value);
        });
        return line.toString();
    }

    private static String json(Path journal, boolean isNamed, long position, Map<String, Object> decoded)
            throws JsonProcessingException {
        Map<String, Object> line = new LinkedHashMap<>();
        if (isNamed) {
            line.put("journal", journal.toString());
        }
        line.put("position", position);
        line.putAll(decoded);
        return JSON.writeValueAsString(line);
    }
}
