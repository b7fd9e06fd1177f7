package io.gantry.cli.tape;

import io.gantry.cli.flow.Flow;
import io.gantry.cli.flow.FlowException;
import io.gantry.cli.flow.FlowSpec;
import io.gantry.cli.report.ReportException;
import io.gantry.cli.report.ReportFile;
import io.gantry.engine.api.book.OrderBookFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Trades a tape without a cluster. */
@Command(
        name = "tape",
        mixinStandardHelpOptions = true,
        header = "Play a LOBSTER message file into the order books, here, and compare them.",
        description = {
            "Makes the commands that `--flow lobster:FILE` makes, without a cluster, and counts how many of the tape's"
                    + " executions trade with the very order that the tape names. An order whose end the file does not show,"
                    + " and rows of an order that no row before added, are left out and counted.",
            "Plays them into the flat book and the reference book at once, and compares every event, and the state hash"
                    + " after every command. Then each book plays the tape once more by itself, for its speed.",
            "Ends with 0 only if the books never differed."
        })
public final class TapeCommand implements Callable<Integer> {
    private static final String LOBSTER = "lobster:";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MESSAGE_FILE",
            description = {
                "A LOBSTER message file: plain, gzip or xz.",
                "Append ,symbol=NAME if its name does not begin with the symbol."
            })
    private String file;

    @Option(
            names = "--book",
            paramLabel = "NAME",
            description = "flat or reference: play this book only, and compare it with none; default: both.")
    private Optional<String> book = Optional.empty();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report to this file, as JSON.")
    private Optional<Path> report = Optional.empty();

    @Override
    public Integer call() {
        List<OrderBookFactory> factories = book.map(this::named).orElseGet(TapeBooks::all);
        TapeResult result = new TapeReplay(open(), factories).run();
        TapeReport told = new TapeReport(result);
        told.print(spec.commandLine().getOut());
        report.ifPresent(path -> ReportFile.write(path, told.json()));
        return result.agreed() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private List<OrderBookFactory> named(String name) {
        List<OrderBookFactory> factories = TapeBooks.named(name);
        if (factories.isEmpty()) {
            throw wrong("--book: expected " + TapeBooks.names() + ", found '" + name + "'");
        }
        return factories;
    }

    /** Opens the tape, and so reads it once; what is wrong with it or with the report's place shows here. */
    private Flow open() {
        try {
            report.ifPresent(ReportFile::requireWritable);
            return FlowSpec.parse(LOBSTER + file).open();
        } catch (FlowException | ReportException wrong) {
            throw wrong(wrong.getMessage());
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
