package io.gantry.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The small parts of a run: pace, gap, placement, abort. */
final class DrivePartsTest {

    @Test
    void shouldMakeCommandsDueByTheRateWhateverHappened() {
        AtomicLong clock = new AtomicLong(1_000);
        Pace pace = new Pace(() -> clock.getAndAdd(50_000), 1_000);

        long first = pace.await(0);
        long third = pace.await(2);
        clock.addAndGet(1_000_000_000);
        long fourth = pace.await(3);

        assertThat(first).isEqualTo(1_000);
        assertThat(third).isEqualTo(2_001_000);
        assertThat(clock.get()).isGreaterThan(third);
        assertThat(fourth).isEqualTo(3_001_000);
    }

    @Test
    void shouldMakeCommandsDueAtOnceWhenThereIsNoRate() {
        Pace pace = new Pace(() -> 77, Pace.UNLIMITED);

        assertThat(pace.await(1_000_000)).isEqualTo(77);
    }

    @Test
    void shouldMeasureTheGapOnlyWhileCommandsWait() {
        GapWatch watch = new GapWatch();

        watch.sent(100);
        watch.ended(150);
        watch.sent(10_000);
        watch.sent(10_010);
        watch.ended(10_080);
        watch.ended(10_200);

        assertThat(watch.longestNanos()).isEqualTo(120);
    }

    @Test
    void shouldPlaceSymbolsOnAllWorkersInTurn() {
        Placement placement = new Placement(List.of(
                new Placement.Worker("w1", "127.0.0.1", 1, List.of(1, 2)),
                new Placement.Worker("w2", "127.0.0.1", 2, List.of(3, 4)),
                new Placement.Worker("w3", "127.0.0.1", 3, List.of(5, 6))));

        assertThat(IntStream.range(0, 8).map(placement::home)).containsExactly(1, 3, 5, 2, 4, 6, 1, 3);
        assertThat(placement.away(0)).isEqualTo(3);
    }

    @Test
    void shouldEndWithTheFirstReasonWhenThereAreSeveral() {
        Abort abort = new Abort(new Thread(() -> {}));

        abort.check();
        abort.because("first");
        abort.because("second");

        assertThatThrownBy(abort::check).isInstanceOf(RunException.class).hasMessage("first");
    }

    @Test
    void shouldKeepTheFirstTroublesAndCountTheRest() {
        RunFigures figures = new RunFigures();

        IntStream.rangeClosed(1, 7).forEach(i -> figures.trouble("trouble " + i));

        assertThat(figures.troubles()).startsWith("trouble 1\n").endsWith("trouble 5\nand 2 more\n");
    }
}
