package io.gantry.benchmarks;

import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.measure.Books;
import io.gantry.benchmarks.report.JsonReport;
import io.gantry.benchmarks.report.Machine;
import io.gantry.benchmarks.report.RowFigure;
import io.gantry.benchmarks.report.RowTable;
import io.gantry.benchmarks.report.SnapshotFigure;
import io.gantry.benchmarks.report.SnapshotTable;
import io.gantry.benchmarks.stream.StreamCatalogue;
import io.gantry.benchmarks.stream.StreamSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Compares our book with exchange-core's. */
@Command(
        name = "book",
        mixinStandardHelpOptions = true,
        header = "Compare the order book with exchange-core's, on the same commands.",
        description = {
            "Each row is measured in several JVMs, one after the other. In each, the books take turns, round by round, on the"
                    + " same stream of commands; in the end they must have done the same trades and hold the same orders.",
            "Ends with 1 if they have not."
        })
final class BookCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private RunOptions run;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the results to a file, too.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() {
        run.check(spec.commandLine());
        json.ifPresent(this::requireWritable);
        StreamCatalogue catalogue = StreamCatalogue.of(run.dataFolder());
        List<StreamSource> streams = run.streams(catalogue, spec.commandLine());
        if (!catalogue.hasTapes()) {
            System.err.println("gantry: tape rows skipped: no data folder (" + run.dataFolder()
                    + " holds no LOBSTER message file; see --data)");
        }
        Forks forks = new Forks(run.heap(), run.collector(), run.jvmFlags());
        List<RowFigure> rows = new ArrayList<>();
        JsonReport report = new JsonReport().settings(Machine.here(forks.jvmFlags()), run.settings());
        ForkRunner runner = new ForkRunner(forks, run, System.err);
        for (StreamSource stream : streams) {
            for (int resting : run.resting(stream)) {
                RowFigure row = runner.run(stream, resting);
                rows.add(row);
                report.row(row);
            }
        }
        RowTable.print(System.out, rows);
        if (run.hasSnapshot()) {
            SnapshotFigure images = runner.images();
            SnapshotTable.print(System.out, images);
            report.snapshot(images);
        }
        json.ifPresent(file -> write(file, report));
        return CommandLine.ExitCode.OK;
    }

    private void requireWritable(Path file) {
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        boolean isWritable = Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : Files.isDirectory(folder) && Files.isWritable(folder);
        if (!isWritable) {
            throw new ParameterException(
                    spec.commandLine(), "--json: " + file + " cannot be written; give a file in a folder that exists");
        }
    }

    private static void write(Path file, JsonReport report) {
        try {
            Files.writeString(file, report.text());
        } catch (IOException e) {
            throw new BenchException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    /** The name of the book that is measured if none is given. */
    static String defaultBook() {
        return Books.names().get(0);
    }
}
