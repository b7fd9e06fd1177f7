package io.gantry.benchmarks.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WiringTest {

    /** A configuration. */
    @interface Config {
        int size() default 3;

        String name() default "usual";
    }

    /** A component. */
    public static final class Component {
        private final String text;

        public Component(Config config, CharSequence service, Runnable absent) {
            text = config.size() + " " + config.name() + " " + service + " " + absent;
        }
    }

    /** A component that refuses. */
    public static final class Refusing {
        public Refusing(Config config) {
            throw new IllegalArgumentException("size=" + config.size() + " is too small");
        }
    }

    @Test
    void shouldTakeDefaultsSettingsAndServicesWhenAComponentIsMade() {
        Component component =
                new Wiring(Map.of("name", "special"), Map.of(CharSequence.class, "here")).make(Component.class);

        assertThat(component.text).isEqualTo("3 special here null");
    }

    @Test
    void shouldSayWhyWhenAComponentRefuses() {
        assertThatThrownBy(() -> new Wiring(Map.of(), Map.of()).make(Refusing.class))
                .hasMessageContaining("Refusing")
                .hasMessageContaining("size=3 is too small");
    }
}
