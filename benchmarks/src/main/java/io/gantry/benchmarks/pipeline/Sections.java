package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.fork.Forks;
import java.nio.file.Path;
import java.util.List;

/** Makes the sections. */
final class Sections {

    /** All there are, in the order in which they are measured. */
    static final List<String> NAMES = List.of(
            InProcessSection.NAME,
            JournalSection.NAME,
            ReplicatedSection.NAME,
            DedupSection.NAME,
            RecoverySection.NAME);

    private Sections() {}

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
