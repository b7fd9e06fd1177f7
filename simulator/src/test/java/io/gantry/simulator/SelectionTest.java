package io.gantry.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.simulator.cluster.Scenario;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void shouldReadWhatItWrote() {
        Selection selection = new Selection(List.of(0, 2, 3, 4), List.of(7, 9, 10));

        assertThat(selection).hasToString("faults:0,2-4;commands:7,9-10");
        assertThat(Selection.parse(selection.toString())).isEqualTo(selection);
    }

    @Test
    void shouldLeaveAScenarioAsItIsWhenAllIsSelected() {
        Scenario scenario = Scenario.of(42);

        assertThat(Selection.all(scenario).of(scenario)).isEqualTo(scenario);
    }

    @Test
    void shouldRefuseWhatIsNoSelection() {
        assertThatThrownBy(() -> Selection.parse("everything"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("everything");
    }

    @Test
    void shouldFindTheFewThatMatterWhenAListIsShrunk() {
        List<Integer> all = IntStream.range(0, 300).boxed().toList();

        List<Integer> left = ScenarioShrinker.remove(all, some -> some.containsAll(List.of(17, 170, 171)), () -> false);

        assertThat(left).containsExactly(17, 170, 171);
    }
}
