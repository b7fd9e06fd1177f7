package io.gantry.orderbook.reference;

import io.gantry.engine.api.book.BookEvents;
import io.gantry.engine.api.book.OrderBook.LevelVisitor;
import io.gantry.engine.api.order.Side;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What everybody sees of a side (section 10), and what of it is another than when it was last told. */
final class PublicDepth {
    private final Side side;
    private final PriceQueues queues;
    private Map<Long, Level> told = Map.of();

    PublicDepth(BookState state, Side side) {
        this.side = side;
        this.queues = state.orders.resting(side);
    }

    /** All that is shown is known from here on. */
    void begin() {
        told = now();
    }

    /** Tells the levels that came, changed or went, best price first. */
    void tell(BookEvents events) {
        Map<Long, Level> before = told;
        told = now();
        NavigableMap<Long, Level> changed = new TreeMap<>(queues.firstPriceFirst());
        before.keySet().stream()
                .filter(price -> !told.containsKey(price))
                .forEach(price -> changed.put(price, Level.NOTHING));
        told.forEach((price, level) -> {
            if (!level.equals(before.get(price))) {
                changed.put(price, level);
            }
        });
        changed.forEach((price, level) -> events.depth(side, price, level.quantity, level.orders));
    }

    void forEachLevel(LevelVisitor visitor) {
        now().forEach((price, level) -> visitor.level(price, level.quantity, level.orders));
    }

    /** By price, best price first. */
    private Map<Long, Level> now() {
        Map<Long, Level> levels = new LinkedHashMap<>();
        queues.prices().forEach(price -> levels.put(price, Level.of(queues.at(price))));
        return levels;
    }

    /** A sum ends at the largest long. */
    private record Level(long quantity, int orders) {
        private static final Level NOTHING = new Level(0, 0);

        private static Level of(Collection<OpenOrder> resting) {
            long sum = 0;
            for (OpenOrder order : resting) {
                sum += Math.min(order.visible(), Long.MAX_VALUE - sum);
            }
            return new Level(sum, resting.size());
        }
    }
}
