package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.junit.jupiter.api.Test;

class OutboundRingsTest {

    private static final int CAPACITY = 64 << 10;
    private static final int LENGTH = 100;

    /** In a ring, with its header and aligned. */
    private static final int WITH_HEADER = 112;

    private static final int ALL = Integer.MAX_VALUE;

    /** As a snapshot of many price levels is. */
    private static final int LONG = 4_500;

    private final OutboundRings rings = new OutboundRings(CAPACITY);
    private final List<Long> read = new ArrayList<>();
    private final ControlledMessageHandler handler = (type, buffer, index, length) -> {
        read.add(buffer.getLong(index));
        return Action.CONTINUE;
    };
    private long written;

    @Test
    void shouldHandOverInOrderWhenTheSmallRingIsFull() {
        fill();
        assertThat(written * WITH_HEADER).as("bytes that fit").isGreaterThan(CAPACITY);

        rings.read(handler, ALL);
        rings.read(handler, ALL);
        rings.read(handler, ALL);

        assertInOrder();
        assertThat(rings.isEmpty()).isTrue();
    }

    @Test
    void shouldSayThatThereIsNoRoomWhenHalfOfTheLargeRingIsTaken() {
        assertThat(rings.hasRoom()).isTrue();
        fill();
        assertThat(rings.hasRoom()).isFalse();
        assertThat(rings.isEmpty()).isFalse();

        while (!rings.isEmpty()) {
            rings.read(handler, 16);
        }

        assertThat(rings.hasRoom()).isTrue();
    }

    @Test
    void shouldNotPassTheSmallRingWhenItsFirstEntryMustWait() {
        fill();

        rings.read((type, buffer, index, length) -> Action.ABORT, ALL);
        rings.read(handler, 1);

        assertThat(read).containsExactly(0L);
    }

    @Test
    void shouldTakeAnEntryThatIsTooLongForTheSmallRing() {
        write();
        assertThat(write(LONG)).isTrue();
        write();

        rings.read(handler, ALL);
        rings.read(handler, ALL);

        assertInOrder();
        assertThat(rings.isEmpty()).isTrue();
    }

    @Test
    void shouldHandOverInOrderWhateverTheTurns() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        for (int turn = 0; turn < 20_000; turn++) {
            rings.hasRoom();
            int more = random.nextInt(random.nextInt(8) == 0 ? 400 : 20);
            for (int i = 0; i < more && write(random.nextInt(16) == 0 ? LONG : LENGTH); i++) {}
            rings.read(handler, random.nextInt(random.nextInt(16) == 0 ? 800 : 24) + 1);
        }
        while (!rings.isEmpty()) {
            rings.read(handler, ALL);
        }

        assertThat(read).as("seed %d", seed).hasSize((int) written);
        assertInOrder();
    }

    @Test
    void shouldHandOverInOrderWhenOneThreadFillsAndAnotherEmpties() throws InterruptedException {
        int count = 2_000_000;
        AtomicLong next = new AtomicLong();
        AtomicReference<String> wrong = new AtomicReference<>("");
        ControlledMessageHandler counting = (type, buffer, index, length) -> {
            long expected = next.getPlain();
            if (buffer.getLong(index) != expected) {
                wrong.compareAndSet("", "entry " + buffer.getLong(index) + " in place of " + expected);
            }
            next.lazySet(expected + 1);
            return Action.CONTINUE;
        };
        Thread reader = new Thread(() -> {
            SplittableRandom random = new SplittableRandom(1);
            while (next.get() < count && wrong.get().isEmpty()) {
                rings.read(counting, random.nextInt(200) + 1);
                if (random.nextInt(50) == 0) {
                    Thread.yield();
                }
            }
        });
        reader.start();
        while (written < count && wrong.get().isEmpty()) {
            rings.hasRoom();
            if (!write()) {
                Thread.yield();
            }
        }
        reader.join();

        assertThat(wrong.get()).isEmpty();
        assertThat(next.get()).isEqualTo(count);
        assertThat(rings.isEmpty()).isTrue();
    }

    private void fill() {
        while (write()) {}
    }

    private boolean write() {
        return write(LENGTH);
    }

    private boolean write(int length) {
        int index = rings.tryClaim(1, length);
        if (index == RingBuffer.INSUFFICIENT_CAPACITY) {
            return false;
        }
        rings.buffer().putLong(index, written++);
        rings.commit(index);
        return true;
    }

    private void assertInOrder() {
        assertThat(read).isSorted().doesNotHaveDuplicates().hasSize((int) written);
    }
}
