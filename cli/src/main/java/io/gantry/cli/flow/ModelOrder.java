package io.gantry.cli.flow;

import io.gantry.cli.flow.FlowCommand.Origin;
import io.gantry.engine.api.order.Side;

/** An order that rests in a {@link ModelBook}, linked to its neighbours in its queue and to those in age. */
final class ModelOrder {
    final long id;
    final int session;
    final long account;
    final Side side;
    int level;
    int quantity;
    ModelOrder ahead;
    ModelOrder behind;
    ModelOrder older;
    ModelOrder younger;

    ModelOrder(long id, Origin origin, Side side, int level, int quantity) {
        this(id, origin.session(), origin.account(), side, level, quantity);
    }

    ModelOrder(long id, int session, long account, Side side, int level, int quantity) {
        this.id = id;
        this.session = session;
        this.account = account;
        this.side = side;
        this.level = level;
        this.quantity = quantity;
    }
}
