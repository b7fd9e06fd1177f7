package io.gantry.engine.api.routing;

import io.gantry.engine.api.cluster.RegisterException;
import io.gantry.engine.api.cluster.SymbolOwner;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Puts new symbols into the register. Any thread but a matching one; blocks for as long as the register takes. */
@ProviderType
public interface SymbolListing {

    /** Most symbols that a cluster can have. */
    int MAX_SYMBOLS = 65_534;

    /**
     * Lists symbols: all of them, in one change, or none. New ones get consecutive numbers in the order given, and epoch 1. A symbol that is listed
     * already, in the same partition and with the same figures, is left as it is, so a listing may be repeated.
     *
     * @return one owner for each symbol, in the order given
     * @throws ListingRefusedException if a symbol is named twice, is listed otherwise already, or goes to a partition that nobody has
     * @throws RegisterException if the register does not answer; if {@link RegisterException#isInDoubt()}, repeat the listing to find out
     */
    List<SymbolOwner> list(List<NewSymbol> symbols);
}
