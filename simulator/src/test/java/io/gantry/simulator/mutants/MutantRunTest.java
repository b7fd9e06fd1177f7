package io.gantry.simulator.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantRunTest {

    private static final int SEEDS = 20;

    @Test
    void shouldKillAMutantWhenItAcknowledgesWhatOthersLack() {
        List<String> lines = new ArrayList<>();

        MutantReport report = MutantRun.of(plan(Optional.empty(), "^commit-ignores-others$"), lines::add);

        assertThat(report.results()).singleElement().satisfies(result -> {
            assertThat(result.isKilled()).isTrue();
            assertThat(result.rule()).startsWith("I");
            assertThat(result.seeds()).isEqualTo(result.seed()).isLessThanOrEqualTo(SEEDS);
        });
        assertThat(report.isGood()).isTrue();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains("unchanged code: " + SEEDS + " seeds, all well");
        assertThat(lines.get(1)).contains("commit-ignores-others").contains("killed by seed");
    }

    @Test
    void shouldSayWhatIsMissingWhenThereAreNoSources(@TempDir Path empty) {
        assertThatThrownBy(() -> MutantRun.of(plan(Optional.of(empty), ""), line -> {}))
                .isInstanceOf(MutantException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("is no source tree");
        assertThatThrownBy(() -> SourceTree.find(Optional.empty(), empty))
                .isInstanceOf(MutantException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("name its root");
    }

    @Test
    void shouldRefuseWhenNoMutantHasTheName() {
        assertThatThrownBy(() -> MutantRun.of(plan(Optional.empty(), "^no-such-mutant$"), line -> {}))
                .hasMessageContaining("no mutant has such a name");
    }

    private static MutantRun.Plan plan(Optional<Path> sources, String names) {
        return new MutantRun.Plan(sources, Optional.of(Pattern.compile(names)), 1, SEEDS, 1);
    }
}
