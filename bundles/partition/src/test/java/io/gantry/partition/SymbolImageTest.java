package io.gantry.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.partition.ImportSide;
import io.gantry.engine.api.partition.PartitionException;
import io.gantry.orderbook.reference.ReferenceOrderBookFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SymbolImageTest {

    private static final long SEED = 42;

    private final PartitionCore core = PartitionCoreTest.core(1, new RecordingOutput());
    private List<byte[]> chunks = List.of();

    @BeforeEach
    void filled() {
        core.list(Commands.INSTRUMENT, 1);
        SplittableRandom random = new SplittableRandom(SEED);
        long[] last = new long[3];
        for (int i = 0; i < 2000; i++) {
            core.command(1, Commands.random(random, last, i), i);
        }
        core.gate(1, "m1");
        chunks = core.copy(1, "m1");
    }

    @Test
    void shouldRestoreTheSameStateWhenTheImageIsWhole() {
        SymbolState restored = read(chunks);

        assertThat(restored.cut()).isEqualTo(core.symbols().owned(1).state().cut());
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.length).isLessThanOrEqualTo(ImportSide.MAX_CHUNK_BYTES));
    }

    @Test
    void shouldRefuseWhenAnyByteOfAChunkIsFlipped() {
        for (int index = 0; index < chunks.size(); index++) {
            byte[] chunk = chunks.get(index);
            for (int at = 0; at < chunk.length; at += 1 + chunk.length / 200) {
                List<byte[]> damaged = new ArrayList<>(chunks);
                byte[] copy = chunk.clone();
                copy[at] ^= 0x10;
                damaged.set(index, copy);

                assertThatThrownBy(() -> read(damaged)).isInstanceOf(PartitionException.class);
            }
        }
    }

    @Test
    void shouldRefuseWhenAChunkIsMissingRepeatedTruncatedOrOutOfOrder() {
        List<byte[]> missing = chunks.subList(0, chunks.size() - 1);
        List<byte[]> swapped = new ArrayList<>(chunks);
        swapped.set(0, chunks.get(1));
        swapped.set(1, chunks.get(0));
        List<byte[]> doubled = new ArrayList<>(chunks);
        doubled.add(chunks.get(1));
        List<byte[]> truncated = new ArrayList<>(chunks);
        truncated.set(1, Arrays.copyOf(chunks.get(1), chunks.get(1).length - 1));

        for (List<byte[]> bad : List.of(missing, swapped, doubled, truncated)) {
            assertThatThrownBy(() -> read(bad)).isInstanceOf(PartitionException.class);
        }
    }

    @Test
    void shouldSplitIntoChunksWhenManyOrdersRest() {
        PartitionCore deep = PartitionCoreTest.core(1, new RecordingOutput());
        deep.list(Commands.INSTRUMENT, 1);
        int orders = 10_000;
        for (int i = 1; i <= orders; i++) {
            deep.command(1, Commands.limit(i, i - 1L, Side.BUY, 1 + i % 50, 5), i);
        }
        deep.gate(1, "m1");
        chunks = deep.copy(1, "m1");

        assertThat(read(chunks).cut()).isEqualTo(deep.symbols().owned(1).state().cut());
        assertThat(chunks).as("header, the book's head and orders, answers").hasSizeGreaterThan(4);
        assertThat(chunks)
                .allSatisfy(chunk -> assertThat(chunk.length).isLessThanOrEqualTo(ImportSide.MAX_CHUNK_BYTES));
    }

    private static SymbolState read(List<byte[]> image) {
        SymbolImageReader reader = new SymbolImageReader(1, "m1", new ReferenceOrderBookFactory());
        for (int index = 0; index < image.size(); index++) {
            reader.accept(index, image.get(index));
        }
        return reader.seal();
    }
}
