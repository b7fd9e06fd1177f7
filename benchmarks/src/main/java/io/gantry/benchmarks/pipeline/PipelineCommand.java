package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.ResultFile;
import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.report.Board;
import io.gantry.benchmarks.report.BoardJson;
import io.gantry.benchmarks.report.BoardTable;
import io.gantry.benchmarks.report.Machine;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures the whole way of a command, and what can be compared with it, in one go. */
@Command(
        name = "pipeline",
        mixinStandardHelpOptions = true,
        header = "Measure the whole way of a command, beside exchange-core, Aeron Cluster and the machine.",
        description = {
            "Latencies at a rate count from when a command was due, not from when it could be sent. Figures are medians of the"
                    + " runs; ours and what stands beside it take turns.",
            "Ends with 1 if a section failed, which is also so if ours and a peer have not done the same. The figures of the"
                    + " others are told and written all the same."
        })
public final class PipelineCommand implements Callable<Integer> {

    private static final double BUSY_PART = 0.5;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PipelineOptions options;

    @Mixin
    private ResultFile results;

    @Override
    public Integer call() {
        options.check(spec.commandLine());
        results.check(spec.commandLine());
        Board board = new Board();
        Progress progress = new Progress(System.err);
        Forks forks = options.forks();
        int runs = options.plan().runs();
        if (options.isQuick()) {
            board.note("quick: " + runs + " short runs; do not quote these figures");
        }
        noteOthers(board);
        List<Section> sections = options.sections().stream()
                .map(name -> Sections.named(name, options, forks, progress))
                .toList();
        Sections.run(sections, runs, board, progress);
        BoardTable.print(System.out, board);
        results.write(BoardJson.text(Machine.here(forks.jvmFlags()), options.settings(), board));
        return board.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    /** Whoever reads the figures must know that others ran, too. */
    private static void noteOthers(Board board) {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        double load = system.getSystemLoadAverage();
        if (load > system.getAvailableProcessors() * BUSY_PART) {
            board.note(String.format(
                    Locale.ROOT,
                    "the machine was busy with other things when this began, load average %.1f on %d cores; the figures say little",
                    load,
                    system.getAvailableProcessors()));
        }
    }
}
