package io.gantry.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.migration.MigrationObserver;
import io.gantry.engine.api.migration.MigrationReport;
import io.gantry.engine.api.migration.StepKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

class ObserverBoardTest {

    private static final MigrationReport REPORT = new MoveScene().session("S1").report();

    private final FakeServices services = new FakeServices();
    private final ObserverBoard board = new ObserverBoard(services.context());
    private final List<String> heard = new ArrayList<>();

    @Test
    void shouldTellEveryObserverAndGiveItBackWhenSomethingHappens() {
        board.add(services.register(observer(), Map.of()));

        board.tellBefore(REPORT, StepKind.GATE);
        board.tellAfter(REPORT, StepKind.GATE);
        board.tellEnded(REPORT);

        assertThat(heard).containsExactly("before gate", "after gate", "ended");
        assertThat(services.loans()).containsExactly("get", "unget", "get", "unget", "get", "unget");
    }

    @Test
    void shouldTurnWhateverAnObserverThrowsIntoAnObjectionBeforeTheEnd() {
        board.add(services.register(failing(), Map.of()));

        assertThatThrownBy(() -> board.tellBefore(REPORT, StepKind.COPY))
                .isInstanceOf(StepFailure.class)
                .hasMessageContaining("objects: AssertionError: no");
        assertThat(services.loans()).containsExactly("get", "unget");
    }

    @Test
    void shouldTellTheOthersWhenOneFailsAtTheEnd() {
        board.add(services.register(failing(), Map.of()));
        board.add(services.register(observer(), Map.of()));

        board.tellEnded(REPORT);

        assertThat(heard).containsExactly("ended");
    }

    @Test
    void shouldSkipAnObserverWhenItHasLeft() {
        ServiceReference<MigrationObserver> gone = services.register(observer(), Map.of());
        board.add(gone);
        services.unregister(gone);

        board.tellBefore(REPORT, StepKind.GATE);
        board.remove(gone);
        board.tellAfter(REPORT, StepKind.GATE);

        assertThat(heard).isEmpty();
        assertThat(services.loans()).containsExactly("get");
    }

    private MigrationObserver observer() {
        return new MigrationObserver() {
            @Override
            public void before(MigrationReport migration, StepKind step) {
                heard.add("before " + step.label());
            }

            @Override
            public void after(MigrationReport migration, StepKind step) {
                heard.add("after " + step.label());
            }

            @Override
            public void ended(MigrationReport migration) {
                heard.add("ended");
            }
        };
    }

    private static MigrationObserver failing() {
        return new MigrationObserver() {
            @Override
            public void before(MigrationReport migration, StepKind step) {
                throw new AssertionError("no");
            }

            @Override
            public void ended(MigrationReport migration) {
                throw new AssertionError("no");
            }
        };
    }
}
