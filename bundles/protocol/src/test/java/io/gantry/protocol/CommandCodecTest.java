package io.gantry.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.engine.api.order.TradingRules;
import io.gantry.protocol.sbe.MessageHeaderDecoder;
import io.gantry.protocol.sbe.MessageHeaderEncoder;
import io.gantry.protocol.sbe.OrderCommandMessageEncoder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class CommandCodecTest {

    private static final TradingRules RULES = new TradingRules(5, 900, 7, 1_000, 61_200_000_000_000L);

    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);

    @Test
    void shouldReadBackEveryFieldWhenACommandWasWritten() {
        for (CommandKind kind : CommandKind.values()) {
            if (kind != CommandKind.RULES) {
                assertThat(readBack(full().kind(kind)))
                        .isEqualTo(full().kind(kind).toString());
            }
        }
    }

    @Test
    void shouldReadBackEveryConstantWhenACommandWasWritten() {
        for (OrderType type : OrderType.values()) {
            assertThat(readBack(full().type(type))).contains(" " + type + " ");
        }
        for (TimeInForce time : TimeInForce.values()) {
            assertThat(readBack(full().timeInForce(time))).contains(" " + time + " ");
        }
        for (MarketState state : MarketState.values()) {
            assertThat(readBack(full().kind(CommandKind.MARKET_STATE).marketState(state)))
                    .endsWith(" " + state);
        }
        for (CancelScope scope : CancelScope.values()) {
            assertThat(readBack(full().kind(CommandKind.MASS_CANCEL).scope(scope)))
                    .endsWith(" " + scope);
        }
        for (SelfTradePrevention mode : SelfTradePrevention.values()) {
            OrderCommand read = full().selfTradePrevention(SelfTradePrevention.NONE);
            codec.encode(full().selfTradePrevention(mode), buffer, 0);

            codec.decode(buffer, 0, read);

            assertThat(read.selfTradePrevention()).isEqualTo(mode);
        }
    }

    @Test
    void shouldCarryTheRulesInFieldsOfOtherKindsWhenTheyAreSet() {
        OrderCommand read = full();
        codec.encode(full().kind(CommandKind.RULES).rules(RULES), buffer, 0);

        codec.decode(buffer, 0, read);

        assertThat(read.rules()).isEqualTo(RULES);
        assertThat(List.of(read.price(), read.quantity(), read.stopPrice(), read.displayQuantity(), read.expireNanos()))
                .containsOnly(0L);
    }

    @Test
    void shouldForgetTheRulesOfTheCommandBeforeWhenTheHolderIsUsedAgain() {
        OrderCommand read = new OrderCommand().rules(RULES);
        codec.encode(full(), buffer, 0);

        codec.decode(buffer, 0, read);

        assertThat(read.rules()).isEqualTo(TradingRules.NONE);
    }

    @Test
    void shouldRefuseRulesWhenTheirFiguresAreNone() {
        codec.encode(full().kind(CommandKind.RULES).rules(RULES), buffer, 0);
        block().displayQuantity(-1);

        assertThatThrownBy(() -> codec.decode(buffer, 0, new OrderCommand()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("protection of -1 ticks is below zero");
    }

    @Test
    void shouldRefuseAMaximumWhenItWouldNotFit() {
        codec.encode(full().kind(CommandKind.RULES).rules(RULES), buffer, 0);
        block().quantity(1L << 32);

        assertThatThrownBy(() -> codec.decode(buffer, 0, new OrderCommand()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("maximum of 4294967296 open orders");
    }

    @Test
    void shouldRefuseACommandWhenItsSchemaIsTooOld() {
        codec.encode(full(), buffer, 0);
        new MessageHeaderEncoder().wrap(buffer, 0).version(1);

        assertThatThrownBy(() -> codec.decode(buffer, 0, new OrderCommand()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("schema version 1");
    }

    @Test
    void shouldRefuseACommandWhenAnEnumHoldsNoKnownValue() {
        codec.encode(full(), buffer, 0);
        int scope = MessageHeaderDecoder.ENCODED_LENGTH + OrderCommandMessageEncoder.scopeEncodingOffset();
        buffer.putByte(scope, (byte) 77);

        assertThatThrownBy(() -> codec.decode(buffer, 0, new OrderCommand())).isInstanceOf(ProtocolException.class);
    }

    @Test
    void shouldDigestEveryFieldWhenItIsAskedFor() {
        List<Consumer<OrderCommand>> changes = List.of(
                command -> {},
                command -> command.side(Side.BUY),
                command -> command.type(OrderType.STOP),
                command -> command.timeInForce(TimeInForce.DAY),
                command -> command.postOnly(false),
                command -> command.marketState(MarketState.CLOSED),
                command -> command.selfTradePrevention(SelfTradePrevention.EXPIRE_BOTH),
                command -> command.scope(CancelScope.BUYS),
                command -> command.symbolId(99),
                command -> command.orderId(99),
                command -> command.account(99),
                command -> command.price(99),
                command -> command.quantity(99),
                command -> command.stopPrice(99),
                command -> command.displayQuantity(99),
                command -> command.minQuantity(99),
                command -> command.expireNanos(99),
                command -> command.group(99),
                command -> command.kind(CommandKind.MASS_CANCEL),
                command -> command.kind(CommandKind.RULES),
                command -> command.kind(CommandKind.RULES).rules(RULES));
        Set<Long> digests = new HashSet<>();

        changes.forEach(change -> digests.add(digestAfter(change)));

        assertThat(digests).hasSameSizeAs(changes);
    }

    @Test
    void shouldNotDigestTheCommandBeforeWhenARetryFollowsAnotherOne() {
        assertThat(digestAfter(command -> command.follows(1))).isEqualTo(digestAfter(command -> {}));
    }

    private static long digestAfter(Consumer<OrderCommand> change) {
        OrderCommand command = full();
        change.accept(command);
        return CommandCodec.digest(command);
    }

    private String readBack(OrderCommand command) {
        OrderCommand read = new OrderCommand();
        assertThat(codec.encode(command, buffer, 0)).isEqualTo(CommandCodec.LENGTH);

        codec.decode(buffer, 0, read);

        assertThat(CommandCodec.digest(read)).isEqualTo(CommandCodec.digest(command));
        assertThat(read.follows()).isEqualTo(command.follows());
        return read.toString();
    }

    private OrderCommandMessageEncoder block() {
        return new OrderCommandMessageEncoder().wrap(buffer, MessageHeaderDecoder.ENCODED_LENGTH);
    }

    private static OrderCommand full() {
        return new OrderCommand()
                .symbolId(3)
                .clientId(4)
                .requestId(5)
                .follows(2)
                .orderId(6)
                .account(7)
                .side(Side.SELL)
                .type(OrderType.STOP_LIMIT)
                .timeInForce(TimeInForce.GTD)
                .postOnly(true)
                .price(8)
                .quantity(90)
                .stopPrice(10)
                .displayQuantity(11)
                .minQuantity(12)
                .expireNanos(13)
                .group(14)
                .selfTradePrevention(SelfTradePrevention.DECREMENT)
                .scope(CancelScope.SELLS)
                .marketState(MarketState.AUCTION);
    }
}
