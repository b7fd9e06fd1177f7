package io.gantry.simulator.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MutantsTest {

    private static final int LEAST = 45;

    @Test
    void shouldApplyAndCompileWhenTheCodeIsAsItIs() {
        SourceTree tree = SourceTree.find(Optional.empty(), Path.of(""));
        List<String> faults = new ArrayList<>();

        try (MemoryCompiler compiler = new MemoryCompiler()) {
            for (Mutant mutant : Mutants.all()) {
                try {
                    compiler.compile("mutant " + mutant.name(), mutant.sources(tree));
                } catch (MutantException bad) {
                    faults.add(bad.getMessage());
                }
            }
        }

        assertThat(faults).isEmpty();
    }

    @Test
    void shouldBeManyWhenCounted() {
        assertThat(Mutants.all()).hasSizeGreaterThanOrEqualTo(LEAST);
    }
}
