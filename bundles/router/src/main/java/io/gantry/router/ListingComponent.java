package io.gantry.router;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.RouteCache;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offers the listing of symbols to whoever has a shell. */
@Component(name = ListingComponent.PID)
public final class ListingComponent implements SymbolListing {

    /** Name of the component. */
    public static final String PID = "io.gantry.router.listing";

    private final Listing listing;

    @Activate
    public ListingComponent(@Reference OwnerRegister register, @Reference RouteCache cache) {
        listing = new Listing(register, cache);
    }

    @Override
    public List<SymbolOwner> list(List<NewSymbol> symbols) {
        return listing.list(symbols);
    }
}
