package io.gantry.benchmarks.inprocess;

import exchange.core2.core.ExchangeApi;
import exchange.core2.core.ExchangeCore;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import io.gantry.benchmarks.BenchException;
import io.gantry.benchmarks.load.AnswerLog;
import io.gantry.benchmarks.load.Target;
import io.gantry.benchmarks.stream.CommandStream;
import io.gantry.benchmarks.stream.MarketFlow;
import java.util.concurrent.TimeUnit;

/**
 * The whole pipeline of exchange-core: one matching engine, one risk engine. Its ring makes whoever offers wait while it is full. Answers come in the order
 * of commands, because it is one pipeline.
 */
final class ExchangeCoreTarget implements Target {
    private static final long STOP_SECONDS = 20;

    /** A bid may be moved up to the price that was reserved for it; no stream comes near this. */
    private static final long RESERVED_PRICE = 10_000_000;

    private final MarketFlow flow;
    private final AnswerLog answers;
    private final ExchangeCore core;
    private final ExchangeApi api;
    private int done;

    private ExchangeCoreTarget(MarketFlow flow, AnswerLog answers, PeerPipeline pipeline) {
        this.flow = flow;
        this.answers = answers;
        core = pipeline.build((command, sequence) -> done(command));
        core.startup();
        api = core.getApi();
    }

    /** Starts one that knows the flow's symbols and accounts. */
    static ExchangeCoreTarget start(MarketFlow flow, AnswerLog answers, PeerPipeline pipeline) {
        ExchangeCoreTarget target = new ExchangeCoreTarget(flow, answers, pipeline);
        try {
            PeerPipeline.fill(target.api, flow);
            return target;
        } catch (BenchException failure) {
            target.close();
            throw failure;
        }
    }

    @Override
    public boolean offer(int request) {
        CommandStream stream = flow.stream(request);
        int i = flow.index(request);
        switch (stream.kind(i)) {
            case CommandStream.LIMIT_BUY -> enter(request, stream, i, OrderAction.BID, OrderType.GTC);
            case CommandStream.LIMIT_SELL -> enter(request, stream, i, OrderAction.ASK, OrderType.GTC);
            case CommandStream.IOC_BUY -> enter(request, stream, i, OrderAction.BID, OrderType.IOC);
            case CommandStream.IOC_SELL -> enter(request, stream, i, OrderAction.ASK, OrderType.IOC);
            case CommandStream.CANCEL ->
                api.cancelOrder(0, 0, request, stream.orderId(i), symbol(request), stream.account(i));
            case CommandStream.REDUCE ->
                api.reduceOrder(
                        0, 0, request, stream.quantity(i), stream.orderId(i), symbol(request), stream.account(i));
            default ->
                api.moveOrder(0, 0, request, stream.price(i), stream.orderId(i), symbol(request), stream.account(i));
        }
        return true;
    }

    private void enter(int request, CommandStream stream, int i, OrderAction action, OrderType type) {
        api.placeNewOrder(
                0,
                0,
                request,
                stream.orderId(i),
                0,
                stream.price(i),
                action == OrderAction.BID ? RESERVED_PRICE : 0,
                stream.quantity(i),
                action,
                type,
                symbol(request),
                stream.account(i));
    }

    private int symbol(int request) {
        return PeerPipeline.symbolId(flow.symbol(request));
    }

    /** On its last thread. What sets it up passes here, too. */
    private void done(OrderCommand command) {
        switch (command.command) {
            case PLACE_ORDER, CANCEL_ORDER, REDUCE_ORDER, MOVE_ORDER ->
                answers.answered(done++, command.resultCode == CommandResultCode.SUCCESS, filled(command));
            default -> {
                // users and symbols
            }
        }
    }

    private static long filled(OrderCommand command) {
        long sum = 0;
        for (MatcherTradeEvent event = command.matcherEvent; event != null; event = event.nextEvent) {
            if (event.eventType == MatcherEventType.TRADE) {
                sum += event.size;
            }
        }
        return sum;
    }

    @Override
    public void close() {
        try {
            core.shutdown(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IllegalStateException stuck) {
            throw new BenchException("exchange-core did not stop within " + STOP_SECONDS + " s", stuck);
        }
    }
}
