package io.gantry.protocol;

import io.gantry.engine.api.migration.MigrationState;
import io.gantry.engine.api.migration.StepKind;
import io.gantry.engine.api.order.CancelScope;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.MarketState;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.RejectReason;
import io.gantry.engine.api.order.SelfTradePrevention;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.protocol.sbe.WireAnswerStatus;
import io.gantry.protocol.sbe.WireCancelScope;
import io.gantry.protocol.sbe.WireCause;
import io.gantry.protocol.sbe.WireCommandKind;
import io.gantry.protocol.sbe.WireEventKind;
import io.gantry.protocol.sbe.WireMarketState;
import io.gantry.protocol.sbe.WireMigrationState;
import io.gantry.protocol.sbe.WireOrderType;
import io.gantry.protocol.sbe.WireRejectReason;
import io.gantry.protocol.sbe.WireSelfTradePrevention;
import io.gantry.protocol.sbe.WireSide;
import io.gantry.protocol.sbe.WireStepKind;
import io.gantry.protocol.sbe.WireTimeInForce;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Pairs the API's enums with the wire's, by name: a constant that one side lacks fails when this class loads. */
public final class WireEnums {

    public static final Pairing<WireSide, Side> SIDE = new Pairing<>(WireSide.class, Side.class, WireSide::value);
    public static final Pairing<WireCommandKind, CommandKind> COMMAND_KIND =
            new Pairing<>(WireCommandKind.class, CommandKind.class, WireCommandKind::value);
    public static final Pairing<WireOrderType, OrderType> ORDER_TYPE =
            new Pairing<>(WireOrderType.class, OrderType.class, WireOrderType::value);
    public static final Pairing<WireTimeInForce, TimeInForce> TIME_IN_FORCE =
            new Pairing<>(WireTimeInForce.class, TimeInForce.class, WireTimeInForce::value);
    public static final Pairing<WireMarketState, MarketState> MARKET_STATE =
            new Pairing<>(WireMarketState.class, MarketState.class, WireMarketState::value);
    public static final Pairing<WireSelfTradePrevention, SelfTradePrevention> SELF_TRADE_PREVENTION =
            new Pairing<>(WireSelfTradePrevention.class, SelfTradePrevention.class, WireSelfTradePrevention::value);
    public static final Pairing<WireCancelScope, CancelScope> CANCEL_SCOPE =
            new Pairing<>(WireCancelScope.class, CancelScope.class, WireCancelScope::value);
    public static final Pairing<WireRejectReason, RejectReason> REJECT_REASON =
            new Pairing<>(WireRejectReason.class, RejectReason.class, WireRejectReason::value);
    public static final Pairing<WireEventKind, EventKind> EVENT_KIND =
            new Pairing<>(WireEventKind.class, EventKind.class, WireEventKind::value);
    public static final Pairing<WireAnswerStatus, AnswerStatus> ANSWER_STATUS =
            new Pairing<>(WireAnswerStatus.class, AnswerStatus.class, WireAnswerStatus::value);
    public static final Pairing<WireCause, Cause> CAUSE = new Pairing<>(WireCause.class, Cause.class, WireCause::value);

    public static final Pairing<WireMigrationState, MigrationState> MIGRATION_STATE =
            new Pairing<>(WireMigrationState.class, MigrationState.class, WireMigrationState::value);
    public static final Pairing<WireStepKind, StepKind> STEP_KIND =
            new Pairing<>(WireStepKind.class, StepKind.class, WireStepKind::value);

    private WireEnums() {}

    /** One wire enum and its twin. */
    public static final class Pairing<W extends Enum<W>, A extends Enum<A>> {

        private static final String NULL_VALUE = "NULL_VAL";

        private final A[] toApi;
        private final A[] byValue;
        private final byte[] values;
        private final W[] toWire;
        private final String name;

        @SuppressWarnings("unchecked") // generic arrays of the right component type
        Pairing(Class<W> wire, Class<A> api, ToIntFunction<W> value) {
            name = api.getSimpleName();
            W[] wires = wire.getEnumConstants();
            A[] apis = api.getEnumConstants();
            toApi = (A[]) java.lang.reflect.Array.newInstance(api, wires.length);
            toWire = (W[]) java.lang.reflect.Array.newInstance(wire, apis.length);
            for (W constant : wires) {
                if (!constant.name().equals(NULL_VALUE)) {
                    A twin = Enum.valueOf(api, constant.name());
                    toApi[constant.ordinal()] = twin;
                    toWire[twin.ordinal()] = constant;
                }
            }
            int highest = Stream.of(wires)
                    .filter(constant -> toApi[constant.ordinal()] != null)
                    .mapToInt(value)
                    .max()
                    .orElse(0);
            values = new byte[apis.length];
            byValue = Arrays.copyOf(apis, highest + 1);
            Arrays.fill(byValue, null);
            for (W constant : wires) {
                if (toApi[constant.ordinal()] != null) {
                    byValue[value.applyAsInt(constant)] = toApi[constant.ordinal()];
                    values[toApi[constant.ordinal()].ordinal()] = (byte) value.applyAsInt(constant);
                }
            }
            for (A constant : apis) {
                if (toWire[constant.ordinal()] == null) {
                    throw new IllegalStateException("the wire schema has no " + name + " " + constant);
                }
            }
        }

        /** The API's constant. Hot path. */
        public A api(W wire) {
            A constant = toApi[wire.ordinal()];
            if (constant == null) {
                throw new ProtocolException("message holds no value of " + name);
            }
            return constant;
        }

        /** The API's constant of a value as it stands in a message. Hot path. */
        public A api(int value) {
            A constant = value < byValue.length ? byValue[value] : null;
            if (constant == null) {
                throw new IllegalArgumentException(name + " has no value " + value);
            }
            return constant;
        }

        /** The value that stands in a message. Hot path. */
        public int value(A api) {
            return values[api.ordinal()];
        }

        /** The wire's constant. Hot path. */
        public W wire(A api) {
            return toWire[api.ordinal()];
        }
    }
}
