package io.gantry.simulator.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EditTest {

    private static final String SOURCE = "one\n two\nthree\n two\nfour\n";

    @Test
    void shouldChangeWholeLinesWhenTheyAreThereOnce() {
        assertThat(new Edit("a/B", "three\n two\n", "3\n").appliedTo(SOURCE, "m"))
                .isEqualTo("one\n two\n3\nfour\n");
        assertThat(new Edit("a/B", "one\n", "").appliedTo(SOURCE, "m")).isEqualTo(" two\nthree\n two\nfour\n");
    }

    @Test
    void shouldNameMutantAndClassWhenTheLinesAreNotThere() {
        assertThatThrownBy(() -> new Edit("a/B", "two\n", "").appliedTo(SOURCE, "lost-count"))
                .isInstanceOf(MutantException.class)
                .hasMessageContaining("lost-count")
                .hasMessageContaining("a/B")
                .hasMessageContaining("does not contain");
    }

    @Test
    void shouldNameMutantAndClassWhenTheLinesAreThereTwice() {
        assertThatThrownBy(() -> new Edit("a/B", " two\n", "").appliedTo(SOURCE, "lost-count"))
                .isInstanceOf(MutantException.class)
                .hasMessageContaining("lost-count")
                .hasMessageContaining("a/B")
                .hasMessageContaining("more than once");
    }
}
