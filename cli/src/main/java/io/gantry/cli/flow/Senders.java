package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;

/**
 * Who sends the commands of a symbol. Each session has an account of its own, numbered from 1, and behind those of all sessions
 * one for special orders, whose orders its mass cancels take.
 */
record Senders(int symbol, int sessions, FlowRandom random) {

    Origin any(long timeNanos) {
        return of(timeNanos, random.below(sessions));
    }

    Origin of(long timeNanos, int session) {
        return new Origin(timeNanos, session, symbol);
    }

    Origin anySpecial(long timeNanos) {
        int session = random.below(sessions);
        return new Origin(timeNanos, session, symbol, sessions + session + 1L);
    }

    Origin owner(ModelOrder order, long timeNanos) {
        return new Origin(timeNanos, order.session, symbol, order.account);
    }
}
