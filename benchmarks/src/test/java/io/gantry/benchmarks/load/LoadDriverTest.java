package io.gantry.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.benchmarks.BenchException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadDriverTest {
    private static final long SOME_NANOS = 20_000_000;

    private final AnswerLog answers = new AnswerLog();
    private final PolledTarget target = new PolledTarget(answers);

    /** Answers one request with each poll, and has room for a few. */
    private static final class PolledTarget implements Target {
        private static final int ROOM = 100;

        private final ArrayDeque<Integer> queue = new ArrayDeque<>();
        private final List<Integer> offered = new ArrayList<>();
        private final AnswerLog answers;
        private int mostQueued;

        PolledTarget(AnswerLog answers) {
            this.answers = answers;
        }

        @Override
        public boolean offer(int request) {
            if (queue.size() == ROOM) {
                return false;
            }
            queue.add(request);
            offered.add(request);
            mostQueued = Math.max(mostQueued, queue.size());
            return true;
        }

        @Override
        public int poll() {
            if (queue.isEmpty()) {
                return 0;
            }
            answers.answered(queue.poll(), true, 1);
            return 1;
        }

        @Override
        public void close() {}
    }

    @Test
    void shouldSendEachRequestOnceAndInOrderWhenTheTargetHasNoRoomNowAndThen() {
        LoadDriver load = new LoadDriver(target, answers, Integer.MAX_VALUE);

        double perSecond = load.flood(5_000, Integer.MAX_VALUE);

        assertThat(perSecond).isPositive();
        assertThat(target.offered).hasSize(5_000).isSorted().doesNotHaveDuplicates();
        assertThat(answers.answered()).isEqualTo(5_000);
    }

    @Test
    void shouldKeepTheWindowWhenAnswersAreSlow() {
        new LoadDriver(target, answers, Integer.MAX_VALUE).flood(1_000, 7);

        assertThat(target.mostQueued).isLessThanOrEqualTo(7);
        assertThat(answers.answered()).isEqualTo(1_000);
    }

    @Test
    void shouldHaveOneUnderWayWhenItSendsOneByOne() {
        LoadDriver load = new LoadDriver(target, answers, Integer.MAX_VALUE);

        load.oneByOne(SOME_NANOS);

        assertThat(target.mostQueued).isEqualTo(1);
        assertThat(load.next()).isPositive().isEqualTo(answers.answered());
    }

    @Test
    void shouldSendNothingBeforeItIsDueWhenItKeepsARate() {
        LoadDriver load = new LoadDriver(target, answers, Integer.MAX_VALUE);
        long start = System.nanoTime();

        load.pace(10, 90, 1_000);

        // The last of 100 is due 99 ms after the start, however fast the machine is.
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(99_000_000);
        assertThat(target.offered).hasSize(100);
    }

    @Test
    void shouldCountOnlyWhatComesAfterTheLeadWhenItKeepsARate() {
        assertThat(new LoadDriver(target, answers, Integer.MAX_VALUE)
                        .pace(40, 60, 10_000)
                        .getTotalCount())
                .isEqualTo(60);
    }

    @Test
    void shouldEndWhenNoRequestIsLeft() {
        LoadDriver load = new LoadDriver(target, answers, 50);

        load.floodFor(Long.MAX_VALUE, 10);

        assertThat(load.next()).isEqualTo(50);
        assertThatThrownBy(() -> load.oneByOne(SOME_NANOS))
                .isInstanceOf(BenchException.class)
                .hasMessageContaining("50 of 50 requests are used up");
    }

    @Test
    void shouldFailWhenTheTargetSaysThatItHas() {
        Target broken = new Target() {
            @Override
            public boolean offer(int request) {
                return false;
            }

            @Override
            public void check() {
                throw new BenchException("it is broken");
            }

            @Override
            public void close() {}
        };

        assertThatThrownBy(() -> new LoadDriver(broken, answers, Integer.MAX_VALUE).flood(1, 1))
                .isInstanceOf(BenchException.class)
                .hasMessage("it is broken");
    }
}
