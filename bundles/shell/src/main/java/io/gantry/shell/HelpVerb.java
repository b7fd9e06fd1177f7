package io.gantry.shell;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Parameters;

/** {@code gantry:help}. */
@Component(name = "io.gantry.shell.help", service = Function.class)
@GogoCommand(scope = "gantry", function = "help")
public final class HelpVerb extends Verb<HelpVerb.Options> {

    @Command(name = "help", description = "Lists the commands, or explains one.")
    static final class Options extends CommonOptions {

        @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Only this one.")
        private String command = "";
    }

    record Document(List<Entry> commands) {}

    record Entry(String name, String synopsis, String description) {}

    private static final List<Supplier<CommonOptions>> ALL = List.of(
            BookVerb.Options::new,
            Options::new,
            ListVerb.Options::new,
            MigrateVerb.Options::new,
            MigrationsVerb.Options::new,
            RoutesVerb.Options::new,
            StatusVerb.Options::new,
            StrategiesVerb.Options::new,
            WorkersVerb.Options::new);

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        Map<String, CommandLine> lines = new TreeMap<>();
        ALL.forEach(made -> {
            CommandLine line = commandLine(made.get());
            lines.put(line.getCommandName(), line);
        });
        String wanted =
                options.command.startsWith("gantry:") ? options.command.substring("gantry:".length()) : options.command;
        if (!wanted.isEmpty() && !lines.containsKey(wanted)) {
            throw new ShellFailure(
                    ShellFailure.FAILED, "no such command; there are: " + String.join(", ", lines.keySet()));
        }
        if (options.isJson()) {
            output.json(new Document(lines.values().stream()
                    .filter(line -> wanted.isEmpty() || line.getCommandName().equals(wanted))
                    .map(HelpVerb::entry)
                    .toList()));
        } else if (wanted.isEmpty()) {
            Table table = new Table("COMMAND", "");
            lines.values().stream().map(HelpVerb::entry).forEach(entry -> table.row(entry.name(), entry.description()));
            output.table(table);
            output.line("Each has --help and --json.");
        } else {
            lines.get(wanted).usage(output.stream(), Ansi.OFF);
        }
    }

    private static Entry entry(CommandLine line) {
        return new Entry(
                line.getCommandName(),
                line.getHelp().synopsis(0).strip().replaceAll("\\s+", " "),
                String.join(" ", line.getCommandSpec().usageMessage().description()));
    }
}
