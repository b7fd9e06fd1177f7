package io.gantry.benchmarks.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.benchmarks.stream.MadeStream;
import io.gantry.benchmarks.stream.MarketFlow;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.protocol.CommandCodec;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class FlowCommandsTest {
    private static final int[] SYMBOL_IDS = {11, 12, 13};
    private static final long CLIENT = 5;

    private final MarketFlow flow = MarketFlow.of(MadeStream.EC, SYMBOL_IDS.length, 30, 600, 2);
    private final FlowCommands commands = new FlowCommands(flow, SYMBOL_IDS, CLIENT);
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[FlowCommands.LENGTH]);
    private final OrderCommand decoded = new OrderCommand();

    @Test
    void shouldNameThePreviousRequestOfTheSymbolWhenItIsSent() {
        long[] last = new long[SYMBOL_IDS.length];
        for (int request = 0; request < flow.size(); request++) {
            encode(request, 0);
            commands.sent(request);

            assertThat(decoded.requestId()).isEqualTo(request + 1L);
            assertThat(decoded.follows()).isEqualTo(last[flow.symbol(request)]);
            assertThat(decoded.symbolId()).isEqualTo(SYMBOL_IDS[flow.symbol(request)]);
            assertThat(decoded.clientId()).isEqualTo(CLIENT);
            last[flow.symbol(request)] = decoded.requestId();
        }
    }

    @Test
    void shouldGiveUpAnswersWhenTheyHaveCome() {
        encode(9, 4);

        // Requests 0 to 3 are answered; their ids are 1 to 4.
        assertThat(decoded.ackedBelow()).isEqualTo(5);
    }

    @Test
    void shouldAskWhatTheStreamAsks() {
        for (int request = 0; request < flow.size(); request++) {
            encode(request, 0);
            CommandStream stream = flow.stream(request);
            int i = flow.index(request);

            assertThat(decoded.orderId()).isEqualTo(stream.orderId(i));
            assertThat(decoded.account()).isEqualTo(stream.account(i));
            assertThat(decoded.kind()).isEqualTo(kind(stream.kind(i)));
            if (stream.kind(i) == CommandStream.MOVE) {
                assertThat(decoded.price()).isEqualTo(stream.price(i));
                assertThat(decoded.quantity()).isEqualTo(stream.quantity(i));
            }
        }
    }

    private static CommandKind kind(byte kind) {
        return switch (kind) {
            case CommandStream.CANCEL -> CommandKind.CANCEL;
            case CommandStream.REDUCE -> CommandKind.REDUCE;
            case CommandStream.MOVE -> CommandKind.REPLACE;
            default -> CommandKind.NEW;
        };
    }

    private void encode(int request, int answered) {
        commands.encode(request, answered, buffer, 0);
        new CommandCodec().decode(buffer, 0, decoded);
    }
}
