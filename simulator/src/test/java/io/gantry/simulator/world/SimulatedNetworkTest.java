package io.gantry.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimulatedNetworkTest {

    private static final int MESSAGES = 100;

    private final Schedule schedule = new Schedule();
    private final SimulatedNetwork network =
            new SimulatedNetwork(schedule, new Dice(7), new Tally(), message -> message.get(0) < 0);
    private final List<Byte> received = new ArrayList<>();

    SimulatedNetworkTest() {
        network.attach("b", (from, message) -> received.add(message[0]));
    }

    private void sendAll() {
        for (byte i = 0; i < MESSAGES; i++) {
            network.send("a", "b", ByteBuffer.wrap(new byte[] {i}));
        }
        while (schedule.step()) {
            // until all have arrived
        }
    }

    @Test
    void shouldKeepTheOrderWhenItIsToldTo() {
        sendAll();

        assertThat(received).hasSize(MESSAGES).isSorted();
    }

    @Test
    void shouldLoseCopyAndReorderWhenItIsToldTo() {
        network.behave(new LinkManners(1_000, 1_000_000, 200, 200, false));

        sendAll();

        long distinct = received.stream().distinct().count();
        assertThat(distinct).as("some are lost").isBetween(1L, MESSAGES - 1L);
        assertThat(received).as("some come twice").hasSizeGreaterThan((int) distinct);
        assertThat(received)
                .as("not in their order")
                .isNotEqualTo(received.stream().sorted().toList());
    }

    @Test
    void shouldCarryNothingOneWayWhenThatIsCut() {
        List<Byte> back = new ArrayList<>();
        network.attach("a", (from, message) -> back.add(message[0]));
        network.cut("a", "b");

        network.send("b", "a", ByteBuffer.wrap(new byte[] {1}));
        sendAll();

        assertThat(received).isEmpty();
        assertThat(back).containsExactly((byte) 1);
    }
}
