package io.gantry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.Side;
import io.gantry.protocol.sbe.BookEventMessageDecoder;
import io.gantry.protocol.sbe.CommandAnswerMessageDecoder;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is written without the generated codecs is what they read. */
final class BlockTest {

    private static final int OFFSET = 3;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldWriteACommandAsTheGeneratedCodecReadsIt() {
        for (MutableDirectBuffer buffer : buffers()) {
            OrderCommand command = new OrderCommand()
                    .kind(CommandKind.REPLACE)
                    .side(Side.SELL)
                    .postOnly(true)
                    .symbolId(-2)
                    .clientId(Long.MIN_VALUE)
                    .requestId(5)
                    .follows(6)
                    .ackedBelow(7)
                    .orderId(8)
                    .account(9)
                    .price(10)
                    .quantity(11)
                    .stopPrice(12)
                    .displayQuantity(13)
                    .minQuantity(14)
                    .expireNanos(15)
                    .group(Long.MAX_VALUE);
            assertThat(new CommandCodec().encode(command, buffer, OFFSET)).isEqualTo(CommandCodec.LENGTH);

            OrderCommandMessageDecoder read =
                    new OrderCommandMessageDecoder().wrapAndApplyHeader(buffer, OFFSET, header);

            requireHeader(read.sbeBlockLength());
            assertThat(read.kind().name()).isEqualTo("REPLACE");
            assertThat(read.side().name()).isEqualTo("SELL");
            assertThat(read.postOnly()).isEqualTo((short) 1);
            assertThat(read.symbolId()).isEqualTo(-2);
            assertThat(List.of(read.clientId(), read.requestId(), read.follows(), read.ackedBelow()))
                    .containsExactly(Long.MIN_VALUE, 5L, 6L, 7L);
            assertThat(List.of(read.orderId(), read.account(), read.price(), read.quantity(), read.stopPrice()))
                    .containsExactly(8L, 9L, 10L, 11L, 12L);
            assertThat(List.of(read.displayQuantity(), read.minQuantity(), read.expireNanos(), read.group()))
                    .containsExactly(13L, 14L, 15L, Long.MAX_VALUE);
        }
    }

    @Test
    void shouldWriteAnEventAsTheGeneratedCodecReadsIt() {
        for (MutableDirectBuffer buffer : buffers()) {
            BookEvent event = new BookEvent()
                    .kind(EventKind.CANCELLED)
                    .side(Side.SELL)
                    .code(200)
                    .symbolId(1)
                    .eventSequence(2)
                    .commandSequence(3)
                    .clientId(4)
                    .requestId(5)
                    .timeNanos(6)
                    .orderId(7)
                    .makerOrderId(8)
                    .account(9)
                    .price(10)
                    .quantity(11)
                    .remaining(12)
                    .makerRemaining(13)
                    .chain(-14);
            assertThat(event.encode(buffer, OFFSET)).isEqualTo(BookEvent.LENGTH);

            BookEventMessageDecoder read = new BookEventMessageDecoder().wrapAndApplyHeader(buffer, OFFSET, header);

            requireHeader(read.sbeBlockLength());
            assertThat(read.chain()).isEqualTo(-14);
            assertThat(new BookEvent().decode(buffer, OFFSET)).hasToString(event.toString());
            assertThat(new BookEvent().decode(buffer, OFFSET).chainAfter(1)).isEqualTo(event.chainAfter(1));
        }
    }

    @Test
    void shouldWriteAnAnswerAsTheGeneratedCodecReadsIt() {
        for (MutableDirectBuffer buffer : buffers()) {
            CommandAnswer answer = new CommandAnswer()
                    .status(AnswerStatus.REJECTED)
                    .reason(RejectReason.OFF_LOT)
                    .symbolId(1)
                    .clientId(2)
                    .requestId(3)
                    .orderId(4)
                    .commandSequence(5)
                    .filledQuantity(6)
                    .openQuantity(7)
                    .firstEvent(8)
                    .lastEvent(-9);
            assertThat(answer.encode(buffer, OFFSET)).isEqualTo(CommandAnswer.LENGTH);

            CommandAnswerMessageDecoder read =
                    new CommandAnswerMessageDecoder().wrapAndApplyHeader(buffer, OFFSET, header);

            requireHeader(read.sbeBlockLength());
            assertThat(read.lastEvent()).isEqualTo(-9);
            assertThat(new CommandAnswer().decode(buffer, OFFSET)).hasToString(answer.toString());
        }
    }

    @Test
    void shouldChainEveryFieldOfAnEventAndWhatCameBefore() {
        BookEvent one = new BookEvent().orderId(1).account(2);

        assertThat(one.chainAfter(0)).isNotEqualTo(one.chainAfter(1));
        assertThat(new BookEvent().orderId(2).account(1).chainAfter(0)).isNotEqualTo(one.chainAfter(0));
        assertThat(new BookEvent().orderId(1).account(2).makerRemaining(1).chainAfter(0))
                .isNotEqualTo(one.chainAfter(0));
    }

    @Test
    void shouldRefuseToLeaveTheBufferWhenAMessageDoesNotFit() {
        UnsafeBuffer small = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);

        assertThatThrownBy(() -> new CommandCodec().encode(new OrderCommand(), small, 1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new CommandCodec().encode(new OrderCommand(), small, -1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> new CommandCodec().decode(small, 1, new OrderCommand()))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    private void requireHeader(int blockLength) {
        assertThat(header.blockLength()).isEqualTo(blockLength);
        assertThat(header.schemaId()).isEqualTo(MessageHeaderDecoder.SCHEMA_ID);
        assertThat(header.version()).isEqualTo(MessageHeaderDecoder.SCHEMA_VERSION);
    }

    /** On the heap, outside of it, and one that grows. */
    private static List<MutableDirectBuffer> buffers() {
        return List.of(
                new UnsafeBuffer(new byte[200], 8, 180),
                new UnsafeBuffer(ByteBuffer.allocateDirect(200)),
                new ExpandableArrayBuffer(8));
    }
}
