package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.engine.api.book.OrderBookFactory;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.partition.Cut;
import io.gantry.orderbook.FlatOrderBookFactory;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A symbol that is moved between partitions with different books, rolled back and recovered at random moments must be
 * indistinguishable from one that was left alone: same events, same answers, same state hash.
 */
class PartitionMoveEquivalenceTest {

    private static final int SEEDS = 200;
    private static final int COMMANDS = 300;

    static List<Long> seeds() {
        List<Long> seeds = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            seeds.add(seed);
        }
        return seeds;
    }

    private static final List<OrderBookFactory> BOOKS =
            List.of(new ReferenceOrderBookFactory(), new FlatOrderBookFactory());

    private final RecordingOutput stillOutput = new RecordingOutput();
    private final PartitionCore still = PartitionCoreTest.core(1, stillOutput);
    private final RecordingOutput[] outputs = {new RecordingOutput(), new RecordingOutput()};
    private final PartitionCore[] cores = {core(0, outputs[0]), core(1, outputs[1])};
    private final List<String> events = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private int owner;
    private long epoch = 1;
    private int migrations;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldBeAsIfNeverMovedWhenMovedAndRecoveredAtRandom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] last = new long[3];
        still.list(Commands.INSTRUMENT, 1);
        cores[0].list(Commands.INSTRUMENT, 1);
        for (int i = 1; i <= COMMANDS; i++) {
            disturb(random);
            OrderCommand command = Commands.random(random, last, i);
            assertThat(still.command(1, command, i)).isTrue();
            assertThat(cores[owner].command(1, command, i)).isTrue();
        }
        collect();
        assertThat(events).as("events, seed %d", seed).isEqualTo(stillOutput.events);
        assertThat(answers).as("answers, seed %d", seed).isEqualTo(stillOutput.answers);
        assertThat(cores[owner].symbols().owned(1).state().stateHash())
                .as("state hash, seed %d", seed)
                .isEqualTo(still.symbols().owned(1).state().stateHash());
        cores[owner].symbols().owned(1).state().book().validate();
    }

    private void disturb(SplittableRandom random) {
        switch (random.nextInt(20)) {
            case 0 -> move(false);
            case 1 -> move(true);
            case 2 -> recover(random.nextInt(2));
            default -> {
                return;
            }
        }
    }

    private void move(boolean rollBack) {
        String id = "m" + ++migrations;
        int target = 1 - owner;
        Cut cut = cores[owner].gate(1, id);
        PartitionCoreTest.stageAll(cores[target], id, cores[owner].copy(1, id));
        assertThat(cores[target].seal(1, id)).isEqualTo(cut);
        if (rollBack) {
            cores[target].discard(1, id);
            cores[owner].reopen(1, id, 0);
            return;
        }
        collect();
        epoch++;
        cores[target].open(1, id, epoch);
        cores[owner].release(1, id, target + 1, epoch);
        owner = target;
    }

    private static PartitionCore core(int which, RecordingOutput output) {
        return PartitionCoreTest.core(which + 1, output, BOOKS.get(which));
    }

    /** Kills one of the two and brings it back from its log alone. */
    private void recover(int which) {
        collect();
        RecordingOutput again = new RecordingOutput();
        again.log.addAll(outputs[which].log);
        PartitionCore recovered = core(which, again);
        again.replayInto(recovered);
        again.events.clear();
        if (which == owner) {
            recovered.confirm(1);
        }
        assertThat(recovered.symbols().owns(1)).isEqualTo(which == owner);
        outputs[which] = again;
        cores[which] = recovered;
    }

    private void collect() {
        for (RecordingOutput output : outputs) {
            events.addAll(output.events);
            answers.addAll(output.answers);
            output.events.clear();
            output.answers.clear();
        }
    }
}
