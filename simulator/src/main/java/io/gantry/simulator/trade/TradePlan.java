package io.gantry.simulator.trade;

import io.gantry.simulator.world.Dice;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients are going to do.
 *
 * @param clients commands of each client in the order of their request ids
 */
public record TradePlan(List<List<PlannedCommand>> clients) {

    private static final int MAX_ACK_LAG = 6;

    /**
     * Makes a plan up.
     *
     * @param forNanos how long it takes, if nothing holds it up
     */
    public static TradePlan of(Dice dice, int clients, int symbols, int commands, long forNanos) {
        List<List<PlannedCommand>> all = new ArrayList<>();
        for (int client = 1; client <= clients; client++) {
            all.add(client(dice.fork(client), client, symbols, commands / clients, forNanos));
        }
        return new TradePlan(all);
    }

    private static List<PlannedCommand> client(Dice dice, long clientId, int symbols, int commands, long forNanos) {
        OrderFlow flow = new OrderFlow(dice, clientId, symbols);
        int ackStyle = dice.below(3);
        boolean isBursty = dice.flip();
        List<PlannedCommand> plan = new ArrayList<>(commands);
        long at = 0;
        for (int i = 1; i <= commands; i++) {
            long gap = forNanos / commands;
            at += isBursty ? (dice.chance(100) ? dice.between(0, 20 * gap) : 0) : dice.between(0, 2 * gap);
            int symbolId = 1 + dice.below(symbols);
            plan.add(new PlannedCommand(
                    flow.next(symbolId, at).requestId(i),
                    at,
                    ackStyle == 0 ? 0 : ackStyle == 1 ? dice.below(MAX_ACK_LAG) : Integer.MAX_VALUE,
                    probe(dice)));
        }
        return plan;
    }

    private static Probe probe(Dice dice) {
        int at = dice.below(100);
        if (at < 5) {
            return Probe.TWIN;
        }
        if (at < 12) {
            return Probe.REPEAT;
        }
        return at < 15 ? Probe.MISMATCH : Probe.NONE;
    }

    /** How many commands there are in all. */
    public int commands() {
        return clients.stream().mapToInt(List::size).sum();
    }
}
