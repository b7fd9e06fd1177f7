package io.gantry.cli.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class LobsterFlowTest {
    private static final String ONE_ORDER = "34200.5,1,7,100,10000,1\n34201.25,3,7,100,10000,1\n";

    @TempDir
    private Path folder;

    @Test
    void shouldMakeOneCommandPerRowWhenAnOrderIsShownInFull() throws IOException {
        Flow flow = flow("""
                34200.000000001,1,7,100,10100,1
                34200.000000003,2,7,30,10100,1
                34200.5,4,7,50,10100,1
                34201,3,7,20,10100,1
                """);

        List<FlowCommand> commands = read(flow);

        assertThat(commands)
                .extracting(FlowCommand::kind)
                .containsExactly(CommandKind.NEW, CommandKind.REDUCE, CommandKind.NEW, CommandKind.CANCEL);
        assertThat(commands).extracting(FlowCommand::timeNanos).containsExactly(0L, 2L, 499_999_999L, 999_999_999L);
        assertThat(commands.get(0))
                .isEqualTo(new FlowCommand(
                        0,
                        0,
                        0,
                        CommandKind.NEW,
                        7,
                        1,
                        Side.BUY,
                        OrderType.LIMIT,
                        TimeInForce.GTC,
                        false,
                        10_100,
                        100,
                        OrderTerms.PLAIN,
                        CancelScope.ALL,
                        MarketState.OPEN,
                        TradingRules.NONE,
                        0));
        assertThat(commands.get(1).orderId()).isEqualTo(7);
        assertThat(commands.get(1).quantity()).isEqualTo(30);
        assertThat(commands.get(2))
                .isEqualTo(new FlowCommand(
                        499_999_999L,
                        0,
                        0,
                        CommandKind.NEW,
                        8,
                        1,
                        Side.SELL,
                        OrderType.LIMIT,
                        TimeInForce.IOC,
                        false,
                        10_100,
                        50,
                        OrderTerms.PLAIN,
                        CancelScope.ALL,
                        MarketState.OPEN,
                        TradingRules.NONE,
                        7));
        assertThat(commands.get(3).orderId()).isEqualTo(7);
        assertThat(flow.statistics())
                .isEqualTo(new FlowStatistics(flow.statistics().spec(), 4, 4, 0, 0, 1));
        assertThat(flow.commands()).isEqualTo(4);
        assertThat(flow.sessions()).isEqualTo(1);
        assertThat(flow.symbols()).containsExactly(new FlowSymbol("TEST", 4, 100, 1));
    }

    @Test
    void shouldLeaveOutAndCountWhenAnOrderWasNeverAdded() throws IOException {
        Flow flow = flow("""
                1,2,5,1,10000,1
                2,3,5,1,10000,1
                3,4,5,1,10000,1
                4,1,7,1,10000,-1
                5,3,7,1,10000,-1
                """);

        assertThat(read(flow)).extracting(FlowCommand::orderId).containsExactly(7L, 7L);
        assertThat(flow.statistics())
                .isEqualTo(new FlowStatistics(flow.statistics().spec(), 5, 2, 3, 0, 0));
    }

    @Test
    void shouldCallAnOrderUnknownWhenItsAddComesLater() throws IOException {
        Flow flow = flow("1,4,7,1,10000,1\n2,1,7,1,10000,1\n3,3,7,1,10000,1\n");

        assertThat(read(flow)).extracting(FlowCommand::kind).containsExactly(CommandKind.NEW, CommandKind.CANCEL);
        assertThat(flow.statistics())
                .isEqualTo(new FlowStatistics(flow.statistics().spec(), 3, 2, 1, 0, 0));
    }

    @Test
    void shouldLeaveOutAnOrderAndItsRowsWhenItsEndIsNotShown() throws IOException {
        Flow flow = flow("""
                1,1,7,100,10000,1
                2,2,7,10,10000,1
                3,4,7,89,10000,1
                4,1,8,1,10000,1
                5,3,8,1,10000,1
                """);

        assertThat(read(flow)).extracting(FlowCommand::orderId).containsExactly(8L, 8L);
        assertThat(flow.statistics())
                .isEqualTo(new FlowStatistics(flow.statistics().spec(), 5, 2, 0, 3, 0));
    }

    @Test
    void shouldTakeReductionsAndExecutionsForAnEndWhenTheyMakeUpTheSize() throws IOException {
        Flow flow = flow("1,1,7,100,10000,1\n2,2,7,10,10000,1\n3,4,7,90,10000,1\n4,1,9,5,10000,1\n5,2,9,6,10000,1\n");

        assertThat(read(flow)).hasSize(5);
        assertThat(flow.statistics().executionsOnTape()).isEqualTo(1);
    }

    @Test
    void shouldKeepRowsAfterTheEndWhenTheOrderIsUsed() throws IOException {
        Flow flow = flow(ONE_ORDER + "34202,4,7,100,10000,1\n");

        assertThat(read(flow)).extracting(FlowCommand::expectedMaker).containsExactly(0L, 0L, 7L);
    }

    @Test
    void shouldIgnoreWhenAnExecutionIsHidden() throws IOException {
        Flow flow = flow(ONE_ORDER + "34202,5,0,100,10050,1\n");

        assertThat(read(flow)).hasSize(2);
        assertThat(flow.statistics().rows()).isEqualTo(3);
        assertThat(flow.statistics().used()).isEqualTo(2);
    }

    @Test
    void shouldHaltAndOpenTheMarketWhenTheTapeDoes() throws IOException {
        Flow flow = flow("1,7,0,0,-1,-1\n2,7,0,0,0,-1\n3,7,0,0,1,-1\n");

        assertThat(read(flow)).extracting(FlowCommand::kind).containsOnly(CommandKind.MARKET_STATE);
        assertThat(read(flow))
                .extracting(FlowCommand::marketState)
                .containsExactly(MarketState.HALTED, MarketState.AUCTION, MarketState.OPEN);
        assertThat(flow.statistics().used()).isEqualTo(3);
    }

    @Test
    void shouldReadTheSameWhenTheFileIsCompressedUnderAnyName() throws IOException {
        List<FlowCommand> expected = read(flow(ONE_ORDER));
        Path gzip = folder.resolve("GZ.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gzip))) {
            out.write(ONE_ORDER.getBytes(StandardCharsets.US_ASCII));
        }
        Path xz = folder.resolve("XZ.gz");
        try (OutputStream out = new XZOutputStream(Files.newOutputStream(xz), new LZMA2Options(0))) {
            out.write(ONE_ORDER.getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(read(FlowSpec.parse("lobster:" + gzip).open())).isEqualTo(expected);
        assertThat(read(FlowSpec.parse("lobster:" + xz).open())).isEqualTo(expected);
    }

    @Test
    void shouldReadTheSameWhenLinesEndOtherwise() throws IOException {
        List<FlowCommand> expected = read(flow(ONE_ORDER));

        assertThat(read(flow(ONE_ORDER.replace("\n", "\r\n")))).isEqualTo(expected);
        assertThat(read(flow(ONE_ORDER.stripTrailing()))).isEqualTo(expected);
    }

    @Test
    void shouldHaveNoMoreWhenTheCursorIsReadToItsEndOrClosed() throws IOException {
        Flow flow = flow(ONE_ORDER);
        FlowCursor read = flow.iterator();
        read.next();
        read.next();
        FlowCursor closed = flow.iterator();
        closed.close();
        closed.close();

        assertThat(read.hasNext()).isFalse();
        assertThat(closed.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(read::next);
    }

    @Test
    void shouldSayHowToNameTheSymbolWhenTheFileNameDoesNot() throws IOException {
        Path file = Files.writeString(folder.resolve("_1.csv"), ONE_ORDER);

        assertThatExceptionOfType(FlowException.class)
                .isThrownBy(() -> FlowSpec.parse("lobster:" + file).open())
                .withMessage(
                        "the name of " + file + " does not start with a symbol; add ,symbol=NAME to the flow spec");
        assertThat(FlowSpec.parse("lobster:" + file + ",symbol=OK")
                        .open()
                        .symbols()
                        .get(0)
                        .name())
                .isEqualTo("OK");
    }

    private Flow flow(String rows) throws IOException {
        Path file = Files.writeString(folder.resolve("TEST_message_1.csv"), rows);
        return FlowSpec.parse("lobster:" + file).open();
    }

    private static List<FlowCommand> read(Flow flow) {
        List<FlowCommand> commands = new ArrayList<>();
        flow.forEach(commands::add);
        return commands;
    }
}
