package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameAssemblerTest {

    private static final int MAX_FRAME_BYTES = 500;

    private final List<byte[]> frames = new ArrayList<>();
    private final FrameAssembler assembler =
            new FrameAssembler(UnpooledByteBufAllocator.DEFAULT, this::keep, MAX_FRAME_BYTES);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261122})
    void shouldCutTheSameFramesHoweverTheStreamIsSplit(long seed) {
        Random random = new Random(seed);
        List<byte[]> sent = new ArrayList<>();
        ByteBuf stream = Unpooled.buffer();
        for (int i = 0; i < 500; i++) {
            byte[] frame = new byte[1 + random.nextInt(MAX_FRAME_BYTES)];
            random.nextBytes(frame);
            sent.add(frame);
            stream.writeIntLE(frame.length).writeBytes(frame);
        }

        while (stream.isReadable()) {
            int piece = Math.min(stream.readableBytes(), 1 + random.nextInt(random.nextBoolean() ? 6 : 2000));
            ByteBuf read = UnpooledByteBufAllocator.DEFAULT.directBuffer().writeBytes(stream, piece);
            assembler.read(read);
            read.release();
        }

        assertThat(frames).as("seed %d", seed).hasSameSizeAs(sent);
        for (int i = 0; i < sent.size(); i++) {
            assertThat(frames.get(i)).as("frame %d, seed %d", i, seed).isEqualTo(sent.get(i));
        }
        assembler.release();
    }

    @Test
    void shouldRefuseALengthWhenNothingOfItsFrameIsThere() {
        ByteBuf in = Unpooled.buffer().writeIntLE(MAX_FRAME_BYTES + 1);

        assertThatThrownBy(() -> assembler.read(in))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessage("frame of 501 bytes is longer than the 500 allowed");
        assertThat(frames).isEmpty();
    }

    @Test
    void shouldRefuseALengthWhenItsBytesComeOneByOne() {
        ByteBuf in = Unpooled.buffer().writeIntLE(-2);

        assembler.read(in.readSlice(3));

        assertThatThrownBy(() -> assembler.read(in)).hasMessage("frame length -2 is not above zero");
    }

    private void keep(ByteBuffer frame) {
        byte[] copy = new byte[frame.remaining()];
        frame.get(copy);
        frames.add(copy);
    }
}
