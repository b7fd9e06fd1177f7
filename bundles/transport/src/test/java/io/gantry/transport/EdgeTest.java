package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.NotExecutedDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageDecoder;
import io.gantry.protocol.sbe.OrderCommandMessageEncoder;
import io.gantry.protocol.sbe.SubscribeEncoder;
import io.gantry.protocol.sbe.WireCause;
import io.gantry.protocol.sbe.WireCommandKind;
import io.gantry.protocol.sbe.WireSessionKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the port does with bytes that are wrong. A second client watches that it is not disturbed. */
final class EdgeTest {

    private static final int BODY = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final long CLIENT = 5;

    private final FakeWorker worker = new FakeWorker("w1");
    private Transport transport;
    private int port;
    private Wire witness;

    @BeforeEach
    void open(@TempDir Path home) throws IOException {
        transport = new Transport(TestSettings.of("w1", home), worker.services());
        port = transport.start();
        witness = Wire.client(port, 99);
    }

    @AfterEach
    void close() throws IOException {
        assertWitnessUndisturbed();
        witness.close();
        transport.stop();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, frame length -1 is not above zero",
        "0, frame length 0 is not above zero",
        "1025, frame of 1025 bytes is longer than the 1024 allowed",
        "2147483647, frame of 2147483647 bytes is longer than the 1024 allowed",
        "3, message of 3 bytes is shorter than its header"
    })
    void shouldSayGoodbyeWhenALengthIsWrong(int length, String reason) throws IOException {
        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.rawInt(length);
            wire.raw(new byte[3]);

            assertThat(wire.goodbyeAndEnd()).isEqualTo(reason);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldEndOnlyThisConnectionWhenItSendsGarbage(long seed) throws IOException {
        byte[] garbage = new byte[200_000];
        new Random(seed).nextBytes(garbage);

        try (Wire wire = Wire.open(port)) {
            wire.raw(garbage);

            assertThat(wire.goodbyeAndEnd()).as("seed %d", seed).contains("frame");
        }
    }

    @Test
    void shouldSayGoodbyeWhenGarbageComesInAWellFormedFrame() throws IOException {
        try (Wire wire = Wire.client(port, CLIENT)) {
            byte[] garbage = new byte[100];
            Arrays.fill(garbage, (byte) 0x5a);
            wire.frame(garbage);

            assertThat(wire.goodbyeAndEnd()).isEqualTo("schema 23130 is not known here, expected 71");
        }
    }

    @Test
    void shouldSayGoodbyeWhenTheTemplateIsUnknown() throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 1, 0);
        new UnsafeBuffer(message).putShort(MessageHeaderDecoder.templateIdEncodingOffset(), (short) 999);

        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.frame(message);

            assertThat(wire.goodbyeAndEnd()).isEqualTo("a client does not send message 999");
        }
    }

    @Test
    void shouldTakeAFrameWhenItComesByteByByte() throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 1, 0);

        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.socket.setTcpNoDelay(true);
            for (byte one : Wire.framed(message)) {
                wire.raw(new byte[] {one});
            }

            await().untilAsserted(() -> assertThat(worker.offered).hasSize(1));
            assertThat(worker.offered.get(0).message()).isEqualTo(message);
        }
    }

    @Test
    void shouldTakeCommandsWhenTheyComeInOnePieceWithHello() throws IOException {
        byte[] hello = Wire.framed(Wire.hello(WireSessionKind.CLIENT, CLIENT, "", ""));
        byte[] command = Wire.framed(Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 1, 0));
        byte[] both = Arrays.copyOf(hello, hello.length + command.length);
        System.arraycopy(command, 0, both, hello.length, command.length);

        try (Wire wire = Wire.open(port)) {
            wire.raw(both);

            assertThat(wire.welcome()).isEqualTo("w1");
            await().untilAsserted(() -> assertThat(worker.offered).hasSize(1));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, kind",
        "1, side",
        "2, orderType",
        "3, timeInForce",
        "4, postOnly",
        "5, marketState",
        "66, selfTradePrevention",
        "67, scope",
    })
    void shouldRefuseACommandWhenAnEnumHoldsNoKnownValue(int offset, String field) throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);

        for (int value : new int[] {9, 200, 255}) {
            message[BODY + offset] = (byte) value;
            assertInvalid(message, 3, "order command: " + field + " holds the unknown value " + value);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, requestId 0 is not above zero",
        "-4, 0, requestId -4 is not above zero",
        "3, 3, follows 3 is not in 0 to 2",
        "3, -1, follows -1 is not in 0 to 2"
    })
    void shouldRefuseACommandWhenItsIdsAreImpossible(long requestId, long follows, String detail) throws IOException {
        assertInvalid(
                Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, requestId, follows),
                requestId,
                "order command: " + detail);
    }

    @ParameterizedTest
    @CsvSource({"-1, ackedBelow -1 is not in 0 to 3", "4, ackedBelow 4 is not in 0 to 3"})
    void shouldRefuseACommandWhenItAcknowledgesMoreThanThereIs(long ackedBelow, String detail) throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);
        new OrderCommandMessageEncoder().wrap(new UnsafeBuffer(message), BODY).ackedBelow(ackedBelow);

        assertInvalid(message, 3, "order command: " + detail);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3})
    void shouldTakeACommandWhenItAcknowledgesWhatWasBeforeIt(long ackedBelow) throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);
        new OrderCommandMessageEncoder().wrap(new UnsafeBuffer(message), BODY).ackedBelow(ackedBelow);

        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.frame(message);

            await().untilAsserted(() -> assertThat(worker.offered).hasSize(1));
            assertThat(worker.offered.get(0).message()).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 255})
    void shouldSayGoodbyeWhenAFeedIsUnknown(int feed) throws IOException {
        byte[] message = Wire.subscribe(FakeWorker.LOCAL_SYMBOL, CLIENT, 1);
        message[BODY + SubscribeEncoder.feedEncodingOffset()] = (byte) feed;

        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.frame(message);

            assertThat(wire.goodbyeAndEnd()).isEqualTo("Subscribe to the unknown feed " + feed);
        }
        assertThat(worker.offered).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "9, 8, 0, 0, 0, price band 9 to 8 is not a range of prices",
        "1, 8, -3, 0, 0, protection of -3 ticks is below zero",
        "1, 8, 0, 2147483648, 0, maximum of 2147483648 open orders is not in 0 to 2147483647",
        "1, 8, 0, 0, 86400000000000, end of day at 86400000000000 ns after midnight is not within a day"
    })
    void shouldRefuseTradingRulesWhenTheirFiguresAreNone(
            long low, long high, long protection, long maxOpenOrders, long dayEnd, String fault) throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);
        new OrderCommandMessageEncoder()
                .wrap(new UnsafeBuffer(message), BODY)
                .kind(WireCommandKind.RULES)
                .price(low)
                .stopPrice(high)
                .displayQuantity(protection)
                .quantity(maxOpenOrders)
                .expireNanos(dayEnd);

        assertInvalid(message, 3, "order command: trading rules: " + fault);
    }

    @Test
    void shouldTakeFiguresThatAreNoTradingRulesWhenTheCommandIsAnother() throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);
        new OrderCommandMessageEncoder()
                .wrap(new UnsafeBuffer(message), BODY)
                .price(9)
                .stopPrice(8)
                .displayQuantity(-3);

        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.frame(message);

            await().untilAsserted(() -> assertThat(worker.offered).hasSize(1));
        }
    }

    @Test
    void shouldRefuseACommandWhenItIsAnotherClients() throws IOException {
        assertInvalid(
                Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT + 1, 3, 0),
                3,
                "order command: clientId 6 on a connection of client 5");
    }

    @Test
    void shouldRefuseACommandWhenItsSchemaVersionIsAnother() throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);
        new UnsafeBuffer(message).putShort(MessageHeaderDecoder.versionEncodingOffset(), (short) 1);

        assertInvalid(message, 3, "order command: schema version 1, this worker speaks 3");
    }

    @Test
    void shouldRefuseACommandWhenBytesFollowIt() throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);

        assertInvalid(
                Arrays.copyOf(message, CommandCodec.LENGTH + 1),
                3,
                "order command: a block of 116 in 125 bytes, expected 116 in 124");
    }

    @Test
    void shouldSayGoodbyeWhenACommandIsTooShortToBeAnswered() throws IOException {
        byte[] message = Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 3, 0);

        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.frame(Arrays.copyOf(message, 40));

            assertThat(wire.goodbyeAndEnd())
                    .isEqualTo("order command with a block of 116 in 40 bytes, expected a block of 116");
        }
    }

    @Test
    void shouldSayGoodbyeWhenTheFirstMessageIsNotHello() throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.frame(Wire.command(FakeWorker.LOCAL_SYMBOL, CLIENT, 1, 0));

            assertThat(wire.goodbyeAndEnd())
                    .isEqualTo(
                            "the first message must be Hello, not message " + OrderCommandMessageDecoder.TEMPLATE_ID);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void shouldSayGoodbyeWhenTheClientIdIsNotAboveZero(long clientId) throws IOException {
        try (Wire wire = Wire.open(port)) {
            wire.frame(Wire.hello(WireSessionKind.CLIENT, clientId, "", ""));

            assertThat(wire.goodbyeAndEnd()).isEqualTo("clientId " + clientId + " is not above zero");
        }
    }

    @Test
    void shouldSayGoodbyeWhenATextOfHelloReachesBeyondTheFrame() throws IOException {
        byte[] hello = Wire.hello(WireSessionKind.CLIENT, CLIENT, "cluster", "");
        hello[BODY + 9] = (byte) 0xf0;

        try (Wire wire = Wire.open(port)) {
            wire.frame(hello);

            assertThat(wire.goodbyeAndEnd()).startsWith("Hello is cut off");
        }
    }

    @Test
    void shouldForgetTheConnectionWhenTheClientGoes() throws IOException {
        Wire wire = Wire.client(port, CLIENT);
        int known = worker.sinks.size();

        wire.close();

        assertThat(known).isEqualTo(2);
        await().untilAsserted(() -> assertThat(worker.disconnected).hasSize(1));
    }

    private void assertInvalid(byte[] message, long requestId, String detail) throws IOException {
        try (Wire wire = Wire.client(port, CLIENT)) {
            wire.frame(message);
            NotExecutedDecoder answer = wire.notExecuted();

            assertThat(answer.cause()).isEqualTo(WireCause.INVALID);
            assertThat(answer.requestId()).isEqualTo(requestId);
            assertThat(answer.symbolId()).isEqualTo(FakeWorker.LOCAL_SYMBOL);
            answer.skipHost();
            assertThat(answer.detail()).isEqualTo(detail);
            wire.frame(Wire.routeQuery(8));
            assertThat(wire.routes().correlationId()).as("connection goes on").isEqualTo(8);
        }
        assertThat(worker.offered).isEmpty();
    }

    private void assertWitnessUndisturbed() throws IOException {
        witness.frame(Wire.routeQuery(77));
        assertThat(witness.routes().correlationId()).isEqualTo(77);
    }
}
