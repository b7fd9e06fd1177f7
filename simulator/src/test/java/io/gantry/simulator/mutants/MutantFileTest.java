package io.gantry.simulator.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MutantFileTest {

    private static final String GOOD = """
            # a comment
            mutant lost-count
            breaks what was counted is gone
            seed 1733
            in partition/Counter
            <<<
                count++;
            ===
            >>>
            <<<
                a();
                b();
            ===
                b();
                a();
            >>>
            in journal/Other
            <<<
            x
            ===
            y
            >>>

            mutant another
            breaks nothing much
            in journal/Other
            <<<
            x
            ===
            z
            >>>
            """;

    @Test
    void shouldGiveAllChangesWhenTheTextIsGood() {
        List<Mutant> mutants = MutantFile.parse("test", GOOD);

        assertThat(mutants)
                .containsExactly(
                        new Mutant(
                                "lost-count",
                                "what was counted is gone",
                                OptionalLong.of(1_733),
                                List.of(
                                        new Edit("partition/Counter", "    count++;\n", ""),
                                        new Edit("partition/Counter", "    a();\n    b();\n", "    b();\n    a();\n"),
                                        new Edit("journal/Other", "x\n", "y\n"))),
                        new Mutant(
                                "another",
                                "nothing much",
                                OptionalLong.empty(),
                                List.of(new Edit("journal/Other", "x\n", "z\n"))));
    }

    @Test
    void shouldRefuseTheTextWhenSomethingIsMissing() {
        for (String line : List.of("mutant lost-count", "breaks what was counted is gone", "===", ">>>")) {
            String text = GOOD.replaceFirst("(?m)^" + line + "\n", "# gone\n");

            assertThatThrownBy(() -> MutantFile.parse("test", text)).as(line).isInstanceOf(MutantException.class);
        }
    }

    @Test
    void shouldSayWhereWhenALineIsNotUnderstood() {
        assertThatThrownBy(() -> MutantFile.parse("test", GOOD.replace("breaks nothing", "brakes nothing")))
                .isInstanceOf(MutantException.class)
                .hasMessageContaining("test")
                .hasMessageContaining("line 25 (brakes nothing much)")
                .hasMessageContaining("\"breaks\" is due");
    }

    @Test
    void shouldRefuseTheTextWhenNothingIsChanged() {
        assertThatThrownBy(() -> MutantFile.parse("test", GOOD.replace("\nz\n", "\nx\n")))
                .hasMessageContaining("the new lines are the old ones");
        assertThatThrownBy(() -> MutantFile.parse("test", "mutant a\nbreaks b\n"))
                .hasMessageContaining("changes nothing");
    }

    @Test
    void shouldRefuseTheTextWhenASeedIsNoNumber() {
        assertThatThrownBy(() -> MutantFile.parse("test", GOOD.replace("seed 1733", "seed many")))
                .hasMessageContaining("a seed is a number, not many");
    }

    @Test
    void shouldRefuseTheTextWhenANameIsNotOne() {
        assertThatThrownBy(() -> MutantFile.parse("test", GOOD.replace("lost-count", "Lost count")))
                .hasMessageContaining("small letters");
        assertThatThrownBy(() -> MutantFile.parse("test", GOOD.replace("journal/Other", "Other.java")))
                .hasMessageContaining("partition/Primary");
    }
}
