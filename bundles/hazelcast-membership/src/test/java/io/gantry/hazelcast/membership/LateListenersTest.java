package io.gantry.hazelcast.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LateListenersTest {

    private final LateListeners<String> listeners = new LateListeners<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void shouldPassOnTheEarlyOnesThatAreStillThereAndThenAllOthers() {
        listeners.add("early");
        listeners.add("gone");
        listeners.remove("gone");
        assertThat(told).isEmpty();

        listeners.open(told::add, told::remove);
        listeners.add("late");
        assertThat(told).containsExactly("early", "late");

        listeners.remove("early");
        assertThat(told).containsExactly("late");
    }
}
