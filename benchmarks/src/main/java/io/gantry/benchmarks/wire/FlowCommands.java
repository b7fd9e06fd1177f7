package io.gantry.benchmarks.wire;

import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.benchmarks.stream.MarketFlow;
import io.gantry.engine.api.order.CommandKind;
import io.gantry.engine.api.order.OrderCommand;
import io.gantry.engine.api.order.Side;
import io.gantry.engine.api.order.TimeInForce;
import io.gantry.protocol.CommandCodec;
import org.agrona.MutableDirectBuffer;

/** The requests of a flow as messages of one client. The id of a request is its number and one. */
public final class FlowCommands {

    /** Length of a message. */
    public static final int LENGTH = CommandCodec.LENGTH;

    private final MarketFlow flow;
    private final int[] symbolIds;
    private final long[] lastSent;
    private final CommandCodec codec = new CommandCodec();
    private final OrderCommand command = new OrderCommand();

    /** @param symbolIds of the flow's symbols */
    public FlowCommands(MarketFlow flow, int[] symbolIds, long clientId) {
        if (symbolIds.length != flow.symbols()) {
            throw new IllegalArgumentException(symbolIds.length + " numbers for " + flow.symbols() + " symbols");
        }
        this.flow = flow;
        this.symbolIds = symbolIds.clone();
        lastSent = new long[symbolIds.length];
        command.clientId(clientId);
    }

    /**
     * Writes a message of {@link #LENGTH} bytes. In the order of requests; {@link #sent} tells that it was sent.
     *
     * @param answered how many requests are answered: all with lower numbers are
     */
    public void encode(int request, int answered, MutableDirectBuffer buffer, int offset) {
        CommandStream stream = flow.stream(request);
        int i = flow.index(request);
        int symbol = flow.symbol(request);
        command.symbolId(symbolIds[symbol])
                .requestId(id(request))
                .follows(lastSent[symbol])
                .ackedBelow(id(answered))
                .orderId(stream.orderId(i))
                .account(stream.account(i));
        switch (stream.kind(i)) {
            case CommandStream.LIMIT_BUY -> enter(stream, i, Side.BUY, TimeInForce.GTC);
            case CommandStream.LIMIT_SELL -> enter(stream, i, Side.SELL, TimeInForce.GTC);
            case CommandStream.IOC_BUY -> enter(stream, i, Side.BUY, TimeInForce.IOC);
            case CommandStream.IOC_SELL -> enter(stream, i, Side.SELL, TimeInForce.IOC);
            case CommandStream.CANCEL -> command.kind(CommandKind.CANCEL);
            case CommandStream.REDUCE -> command.kind(CommandKind.REDUCE).quantity(stream.quantity(i));
            default -> command.kind(CommandKind.REPLACE).price(stream.price(i)).quantity(stream.quantity(i));
        }
        codec.encode(command, buffer, offset);
    }

    private void enter(CommandStream stream, int i, Side side, TimeInForce timeInForce) {
        command.kind(CommandKind.NEW)
                .side(side)
                .timeInForce(timeInForce)
                .price(stream.price(i))
                .quantity(stream.quantity(i));
    }

    /** The request was sent: the symbol's next one follows it. */
    public void sent(int request) {
        lastSent[flow.symbol(request)] = id(request);
    }

    /** The id of a request. */
    public static long id(int request) {
        return request + 1L;
    }

    /** The request with an id. */
    public static int request(long id) {
        return Math.toIntExact(id - 1);
    }
}
