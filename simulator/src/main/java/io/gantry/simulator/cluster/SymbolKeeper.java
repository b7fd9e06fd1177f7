package io.gantry.simulator.cluster;

import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.partition.Role;
import io.gantry.partition.SymbolView;
import java.util.TreeMap;

/** Lists the symbols that a primary ought to have and does not, and confirms those that it has: what the ownership keeper of a worker does. */
final class SymbolKeeper {

    private final SymbolDirectory directory;

    SymbolKeeper(SymbolDirectory directory) {
        this.directory = directory;
    }

    void work(Hosted one) {
        boolean isPrimary = one.partition().failure().isEmpty()
                && one.controls()
                        .replica()
                        .filter(view -> view.role() == Role.PRIMARY)
                        .isPresent();
        if (!isPrimary) {
            return;
        }
        TreeMap<Integer, SymbolView> held = new TreeMap<>();
        one.controls().symbols().forEach(symbol -> held.put(symbol.symbolId(), symbol));
        for (SymbolOwner owner : directory.owners()) {
            SymbolView symbol = held.get(owner.instrument().symbolId());
            if (owner.partition() != one.number()) {
                continue;
            }
            if (symbol == null && owner.epoch() == 1) {
                one.controls().list(owner.instrument(), owner.epoch());
            } else if (symbol != null && !symbol.isConfirmed() && symbol.epoch() == owner.epoch()) {
                one.controls().confirm(symbol.symbolId());
            }
        }
    }
}
