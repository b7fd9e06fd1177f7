package io.gantry.simulator.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MutantReportTest {

    @Test
    void shouldBeGoodWhenFewSurvive() {
        MutantReport report = report(19, 1);

        assertThat(report.isGood()).isTrue();
        assertThat(report.summary())
                .isEqualTo("killed 19 of 20 mutants, 95.0 %, with at most 100 seeds each, in 3 s; survived: s0");
    }

    @Test
    void shouldNotBeGoodWhenTooManySurvive() {
        assertThat(report(18, 1).isGood()).isFalse();
        assertThat(report(0, 0).isGood()).isFalse();
    }

    private static MutantReport report(int killed, int survived) {
        List<MutantResult> results = new ArrayList<>();
        for (int i = 0; i < killed; i++) {
            results.add(MutantResult.killed(mutant("k" + i), 7, new Finding(7, "I3", "lost"), 1));
        }
        for (int i = 0; i < survived; i++) {
            results.add(MutantResult.survived(mutant("s" + i), 100, 1));
        }
        return new MutantReport(100, results, 3_000);
    }

    private static Mutant mutant(String name) {
        return new Mutant(name, "something", OptionalLong.empty(), List.of());
    }
}
