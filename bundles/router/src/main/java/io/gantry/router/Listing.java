package io.gantry.router;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.routing.ListingRefusedException;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists symbols in one change of the register, then tells all workers. */
final class Listing implements SymbolListing {

    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    private final OwnerRegister register;
    private final RouteCache cache;

    Listing(OwnerRegister register, RouteCache cache) {
        this.register = register;
        this.cache = cache;
    }

    @Override
    public List<SymbolOwner> list(List<NewSymbol> symbols) {
        List<NewSymbol> asked = List.copyOf(symbols);
        if (asked.isEmpty()) {
            throw new ListingRefusedException("no symbol to list");
        }
        OwnerTable table = register.update(current -> ListingRules.apply(asked, current));
        // Also when nothing was new: the caller may be repeating a listing whose publication was lost.
        cache.publish(table);
        List<SymbolOwner> owners = asked.stream()
                .map(symbol -> table.symbol(symbol.symbol()).orElseThrow())
                .toList();
        LOG.info(
                "{} symbols listed at register version {}, first {}, last {}",
                owners.size(),
                table.version(),
                owners.get(0),
                owners.get(owners.size() - 1));
        return owners;
    }
}
