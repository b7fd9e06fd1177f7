package io.gantry.router;

import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.routing.ListingRefusedException;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what a listing makes of a register's content. Pure, so that it can run again when the register has moved on. */
final class ListingRules {

    private static final int PROBLEMS_SHOWN = 5;
    private static final long FIRST_EPOCH = 1;

    private ListingRules() {}

    /**
     * The table with all symbols listed; the same table if all of them are there already.
     *
     * @throws ListingRefusedException naming the first few things that stand against it
     */
    static OwnerTable apply(List<NewSymbol> symbols, OwnerTable current) {
        List<String> problems = new ArrayList<>();
        List<SymbolOwner> added = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (NewSymbol symbol : symbols) {
            Optional<SymbolOwner> there = current.symbol(symbol.symbol());
            if (!names.add(symbol.symbol())) {
                problems.add("symbol " + symbol.symbol() + " is named twice");
            } else if (there.isPresent()) {
                conflict(symbol, there.get()).ifPresent(problems::add);
            } else if (current.partition(symbol.partition()).isEmpty()) {
                problems.add("symbol " + symbol.symbol() + ": unknown partition " + symbol.partition() + ", "
                        + known(current));
            } else {
                Instrument instrument = symbol.withNumber(current.nextSymbolId() + added.size());
                added.add(new SymbolOwner(instrument, symbol.partition(), FIRST_EPOCH, SymbolOwner.NO_MIGRATION));
            }
        }
        if (current.symbols().size() + added.size() > SymbolListing.MAX_SYMBOLS) {
            problems.add(current.symbols().size() + " symbols are listed already, " + added.size()
                    + " more would exceed " + SymbolListing.MAX_SYMBOLS);
        }
        if (!problems.isEmpty()) {
            throw new ListingRefusedException(sentence(problems));
        }
        return added.isEmpty() ? current : current.with(added);
    }

    private static Optional<String> conflict(NewSymbol asked, SymbolOwner there) {
        Instrument instrument = there.instrument();
        boolean same = there.partition() == asked.partition()
                && asked.withNumber(instrument.symbolId()).equals(instrument);
        return same
                ? Optional.empty()
                : Optional.of("symbol " + asked.symbol() + " is listed already: number " + instrument.symbolId()
                        + ", partition " + there.partition() + ", price decimals " + instrument.priceDecimals()
                        + ", tick size " + instrument.tickSize() + ", lot size " + instrument.lotSize());
    }

    private static String known(OwnerTable current) {
        return current.partitions().isEmpty()
                ? "none is known yet"
                : "known are "
                        + current.partitions().keySet().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "));
    }

    private static String sentence(List<String> problems) {
        String shown = problems.stream().limit(PROBLEMS_SHOWN).collect(Collectors.joining("; "));
        int more = problems.size() - PROBLEMS_SHOWN;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }
}
