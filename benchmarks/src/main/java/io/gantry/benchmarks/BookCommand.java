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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    private ResultFile results;

    @Override
    public Integer call() {
        run.check(spec.commandLine());
        results.check(spec.commandLine());
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
        results.write(report.text());
        return CommandLine.ExitCode.OK;
    }

    /** The name of the book that is measured if none is given. */
    static String defaultBook() {
        return Books.names().get(0);
    }
}
