package io.gantry.benchmarks.pipeline;

import io.gantry.benchmarks.fork.Forks;
import java.util.List;

/** Makes the sections. */
final class Sections {

    /** All there are, in the order in which they are measured. */
    static final List<String> NAMES = List.of(InProcessSection.NAME);

    private Sections() {}

    static Section named(String name, PipelineOptions options, Forks forks, Progress progress) {
        return switch (name) {
            case InProcessSection.NAME -> new InProcessSection(options.plan(), options.seed(), forks, progress);
            default -> throw new IllegalArgumentException("no section is named " + name);
        };
    }
}
