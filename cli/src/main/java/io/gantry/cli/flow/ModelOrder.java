package io.gantry.cli.flow;

import io.gantry.engine.api.order.Side;

/** An order that rests in a {@link ModelBook}, linked to its neighbours in its queue and to those in age. */
final class ModelOrder {
    final long id;
    final int session;
    final Side side;
    int level;
    int quantity;
    ModelOrder ahead;
    ModelOrder behind;
    ModelOrder older;
    ModelOrder younger;

    ModelOrder(long id, int session, Side side, int level, int quantity) {
        this.id = id;
        this.session = session;
        this.side = side;
        this.level = level;
        this.quantity = quantity;
    }
}
