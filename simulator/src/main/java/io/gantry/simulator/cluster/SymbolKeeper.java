package io.gantry.simulator.cluster;

import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.partition.PartitionControls;
import io.gantry.partition.Role;
import io.gantry.partition.SymbolView;
import java.util.TreeMap;

/** Lists the symbols that a primary ought to have and does not, confirms those that it has, gives up those that left, and ends what moves have left: what the ownership keeper of a worker does. */
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
                if (symbol != null && symbol.epoch() < owner.epoch()) {
                    one.controls().release(symbol.symbolId(), "", owner.partition(), owner.epoch());
                }
                continue;
            }
            if (symbol == null && owner.epoch() == 1) {
                one.controls().list(owner.instrument(), owner.epoch());
            } else if (symbol != null && !symbol.isConfirmed() && symbol.epoch() == owner.epoch()) {
                one.controls().confirm(symbol.symbolId());
            }
        }
        one.controls().staged().forEach(image -> settle(one, image));
    }

    /** A move that is over: its image is the owner's, or nobody's. */
    private void settle(Hosted one, PartitionControls.Staged image) {
        SymbolOwner owner = directory.owner(image.symbolId());
        if (owner.migrationId().equals(image.migrationId())) {
            return;
        }
        if (owner.partition() == one.number() && owner.epoch() == image.sourceEpoch() + 1) {
            one.controls().open(image.symbolId(), image.migrationId(), owner.epoch());
        } else {
            one.controls().discard(image.symbolId(), image.migrationId());
        }
    }
}
