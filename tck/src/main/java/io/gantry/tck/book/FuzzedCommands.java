package io.gantry.tck.book;

import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.OrderType;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.protocol.CommandCodec;
import io.gantry.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands that were decoded from bytes that are random, or were a command before they were damaged. The message header tells what
 * to decode with, so of it only length and version are damaged.
 */
final class FuzzedCommands {

    private static final int HEADER_BYTES = 8;
    private static final int VERSION_AT = 6;
    private static final int[] BYTES = {0, 1, 2, 7, 0x7f, 0x80, 0xff};

    private final long seed;
    private final Random random;
    private final RandomCommands commands;
    private final CommandCodec codec = new CommandCodec();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);
    private final UnsafeBuffer other = new UnsafeBuffer(new byte[CommandCodec.LENGTH]);
    private int refused;

    FuzzedCommands(long seed) {
        this.seed = seed;
        random = new Random(seed * 0x9e3779b97f4a7c15L + 11);
        commands = new RandomCommands(seed);
    }

    Instrument instrument() {
        return commands.instrument();
    }

    /** How many messages could not be decoded. */
    int refused() {
        return refused;
    }

    List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        OrderCommand before = new OrderCommand();
        for (Step step : commands.steps()) {
            if (step instanceof Step.Apply apply) {
                codec.encode(apply.command(), buffer, 0);
                codec.encode(before, other, 0);
                damage();
                decode().ifPresent(command -> steps.add(new Step.Apply(command, apply.timeNanos())));
                before = apply.command();
            } else {
                steps.add(step);
            }
        }
        return steps;
    }

    private Optional<OrderCommand> decode() {
        OrderCommand command = new OrderCommand();
        try {
            codec.decode(buffer, 0, command);
            return Optional.of(command);
        } catch (ProtocolException bad) {
            refused++;
            return Optional.empty();
        }
    }

    private void damage() {
        int how = random.nextInt(10);
        if (how < 4) {
            return;
        }
        int body = CommandCodec.LENGTH - HEADER_BYTES;
        switch (how) {
            case 4 -> {
                for (int at = HEADER_BYTES; at < CommandCodec.LENGTH; at++) {
                    buffer.putByte(at, (byte) random.nextInt());
                }
            }
            case 5 -> {
                int at = HEADER_BYTES + random.nextInt(body);
                buffer.putBytes(at, other, at, CommandCodec.LENGTH - at);
            }
            case 6 -> {
                int at = random.nextBoolean() ? 0 : VERSION_AT;
                buffer.putByte(at + random.nextInt(2), (byte) random.nextInt());
            }
            case 7 -> {
                int at = HEADER_BYTES + random.nextInt(body - Long.BYTES);
                buffer.putLong(at, random.nextLong() >> random.nextInt(Long.SIZE));
            }
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    int at = HEADER_BYTES + random.nextInt(body);
                    int bit = 1 << random.nextInt(8);
                    int value = random.nextBoolean() ? buffer.getByte(at) ^ bit : BYTES[random.nextInt(BYTES.length)];
                    buffer.putByte(at, (byte) value);
                }
            }
        }
    }

    /** Every number of an order at its largest and smallest, alone and in pairs. */
    static List<Step> extremes() {
        List<Step> steps = new ArrayList<>();
        steps.add(new Step.TellDepth(true));
        long[] values = {Long.MIN_VALUE, -1, 0, 1, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        for (CommandKind kind : List.of(CommandKind.NEW, CommandKind.REPLACE, CommandKind.REDUCE)) {
            for (OrderType type : OrderType.values()) {
                for (long price : values) {
                    for (long quantity : values) {
                        for (long more : values) {
                            steps.add(extreme(kind, type, price, quantity, more, steps.size()));
                        }
                    }
                }
            }
        }
        return steps;
    }

    private static Step extreme(CommandKind kind, OrderType type, long price, long quantity, long more, int number) {
        boolean stop = type == OrderType.STOP || type == OrderType.STOP_LIMIT;
        OrderCommand command = new OrderCommand()
                .kind(kind)
                .type(type)
                .orderId(1 + number % 50)
                .account(1 + number % 3)
                .side(number % 2 == 0 ? Side.BUY : Side.SELL)
                .price(type == OrderType.STOP ? 0 : price)
                .quantity(quantity);
        switch (number % 4) {
            case 0 -> command.displayQuantity(more);
            case 1 -> command.minQuantity(more);
            case 2 -> command.timeInForce(TimeInForce.GTD).expireNanos(more);
            default -> command.group(more);
        }
        if (stop) {
            command.stopPrice(more).displayQuantity(0).minQuantity(0);
        }
        return new Step.Apply(command, number);
    }

    @Override
    public String toString() {
        return "fuzz seed " + seed;
    }
}
