package io.gantry.tck.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The kit is of use: it finds books that do wrong, and tells why in few lines. */
class PlantedFaultsTest {

    private static final OrderBookFactory RIGHT = new ReferenceOrderBookFactory();

    @ParameterizedTest
    @EnumSource
    void shouldBeFoundByTheUsualSeedsWhenABookDoesWrong(Fault fault) {
        OrderBookFactory wrong = FaultyBook.factory(RIGHT, fault);

        boolean found = LongStream.rangeClosed(1, 120).anyMatch(seed -> {
            RandomCommands commands = new RandomCommands(seed);
            EquivalenceRun run = new EquivalenceRun(wrong, RIGHT, commands.instrument(), new Coverage());
            return run.play(commands.steps()).isPresent();
        });

        assertThat(found).as("a book that does wrong: %s", fault).isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"KILL_IS_CANCEL", "NO_MINIMUM", "LOSES_AN_EVENT", "SHOWS_A_QUEUE_IN_ANOTHER_ORDER"})
    void shouldBeToldInAFewLinesThatCanBePlayedAgain(Fault fault) {
        OrderBookFactory wrong = FaultyBook.factory(RIGHT, fault);
        Equivalence equivalence = new Equivalence(wrong, RIGHT);

        String report = LongStream.rangeClosed(1, 120)
                .mapToObj(equivalence::differenceOf)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();

        String text = report.substring(report.indexOf("== "), report.indexOf("\nFirst difference"));
        List<Scenario> scenarios = Scenario.parse(text);
        assertThat(scenarios).as(report).hasSize(1);
        Scenario scenario = scenarios.get(0);
        assertThat(Step.parse(scenario.lines())).as(report).hasSizeLessThanOrEqualTo(5);
        ScenarioPlayer.play(RIGHT, scenario, ScenarioPlayer.Besides.NOTHING);
        assertThatThrownBy(() -> ScenarioPlayer.play(wrong, scenario, ScenarioPlayer.Besides.NOTHING), report)
                .isInstanceOfAny(AssertionError.class, IllegalStateException.class);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"KEEPS_THE_HOLDER", "IMAGE_OF_THE_END", "CHUNK_AFTER_THE_END"})
    void shouldBeFoundByTheScenariosWhenABookDoesWrong(Fault fault) {
        OrderBookFactory wrong = FaultyBook.factory(RIGHT, fault);

        boolean found = OrderBookScenarios.FILES.stream()
                .flatMap(file -> Scenario.read(file).stream())
                .anyMatch(scenario -> isFoundBy(scenario, wrong));

        assertThat(found).as("a book that does wrong: %s", fault).isTrue();
    }

    private static boolean isFoundBy(Scenario scenario, OrderBookFactory wrong) {
        try {
            ScenarioPlayer.play(wrong, scenario, ScenarioPlayer.Besides.RESTORED);
            return false;
        } catch (AssertionError | RuntimeException found) {
            return true;
        }
    }

    @Test
    void shouldTellTheSeedWhenABookDoesWrong() {
        OrderBookEquivalence test = new OrderBookEquivalence() {
            @Override
            protected OrderBookFactory factory() {
                return FaultyBook.factory(RIGHT, Fault.NO_PREVENTION);
            }

            @Override
            protected OrderBookFactory oracle() {
                return RIGHT;
            }
        };

        assertThatThrownBy(test::shouldDoAsTheOracleDoesWhenCommandsAreRandom)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("faulty against reference, seed ")
                .hasMessageContaining("-Dgantry.seed=");
    }
}
