package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.fork.Forks;
import io.gantry.benchmarks.report.Board;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/** Makes the sections, and measures them. */
final class Sections {

    /** All there are, in the order in which they are measured. */
    static final List<String> NAMES = List.of(
            InProcessSection.NAME,
            JournalSection.NAME,
            ReplicatedSection.NAME,
            DedupSection.NAME,
            RecoverySection.NAME);

    private Sections() {}

    /** Measures one after the other. One that fails is told of by the board, and costs the others nothing. */
    static void run(List<Section> sections, int runs, Board board, Progress progress) {
        for (Section section : sections) {
            String when = "before its first run";
            try {
                section.prepare(board);
                for (int run = 0; run < runs; run++) {
                    when = "in run " + (run + 1) + " of " + runs;
                    section.run(run, board);
                }
            } catch (RuntimeException e) {
                board.failed(section.name(), when + ": " + reasons(e));
                progress.failed(section.name() + ": failed " + when, e);
            }
        }
    }

    /** What an exception says, and those that caused it. */
    private static String reasons(Throwable failure) {
        StringJoiner reasons = new StringJoiner(", because ");
        for (Throwable next = failure; next != null; next = next.getCause()) {
            String said = next.getMessage() == null ? next.toString() : next.getMessage();
            if (!reasons.toString().endsWith(said)) {
                reasons.add(said);
            }
        }
        return reasons.toString();
    }

    static Section named(String name, PipelineOptions options, Forks forks, Progress progress) {
        PipelinePlan plan = options.plan();
        long seed = options.seed();
        Path folder = options.dir();
        return switch (name) {
            case InProcessSection.NAME -> new InProcessSection(plan, seed, forks, progress);
            case JournalSection.NAME -> new JournalSection(plan, seed, folder, progress);
            case ReplicatedSection.NAME -> new ReplicatedSection(plan, seed, folder, progress);
            case DedupSection.NAME -> new DedupSection(plan, seed, progress);
            case RecoverySection.NAME -> new RecoverySection(plan, seed, folder, forks, progress);
            default -> throw new IllegalArgumentException("no section is named " + name);
        };
    }
}
