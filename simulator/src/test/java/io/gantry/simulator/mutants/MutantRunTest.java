package io.gantry.simulator.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutantRunTest {

    private static final int SEEDS = 20;

    @Test
    void shouldKillAMutantWhenItAcknowledgesWhatOthersLack() {
        List<String> lines = new ArrayList<>();

        MutantReport report = MutantRun.of(plan(Optional.empty(), Set.of("commit-ignores-others")), lines::add);

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
        assertThatThrownBy(() -> MutantRun.of(plan(Optional.of(empty), Set.of()), line -> {}))
                .isInstanceOf(MutantException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("is no source tree");
        assertThatThrownBy(() -> SourceTree.find(Optional.empty(), empty))
                .isInstanceOf(MutantException.class)
                .hasMessageContaining(empty.toString())
                .hasMessageContaining("name its root");
    }

    @Test
    void shouldNameSimilarOnesWhenNoMutantHasTheName() {
        assertThatThrownBy(() -> MutantRun.of(
                        plan(Optional.empty(), Set.of("commit-ignores-others", "commit-ignores-nobody")), line -> {}))
                .hasMessageContaining("there is no mutant commit-ignores-nobody")
                .hasMessageContaining("commit-ignores-others");
        assertThatThrownBy(() -> Mutants.named(Set.of("xyz")))
                .hasMessageContaining("there is no mutant xyz")
                .hasMessageContaining("--mutants");
    }

    @Test
    void shouldTryTheHintFirstWhenAMutantHasOne() {
        Mutant mutant = Mutants.named(Set.of("commit-ignores-others")).get(0);
        MutantRun.Plan plan = plan(Optional.empty(), Set.of());
        long seed =
                MutantRun.of(plan, List.of(mutant), line -> {}).results().get(0).seed();
        Mutant hinted = new Mutant(mutant.name(), mutant.breaks(), OptionalLong.of(seed), mutant.edits());
        // From far behind that seed on: it is found only if it is tried for its own sake.
        MutantRun.Plan later = new MutantRun.Plan(Optional.empty(), Set.of(), seed + SEEDS, 1, 1);

        assertThat(MutantRun.of(later, List.of(hinted), line -> {}).results())
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.seed()).isEqualTo(seed);
                    assertThat(result.seeds()).isEqualTo(1);
                });
    }

    private static MutantRun.Plan plan(Optional<Path> sources, Set<String> names) {
        return new MutantRun.Plan(sources, names, 1, SEEDS, 1);
    }
}
