package io.gantry.shell;

import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.routing.NewSymbol;
import io.gantry.engine.api.routing.SymbolListing;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry:list}. */
@Component(name = "io.gantry.shell.list", service = Function.class)
@GogoCommand(scope = "gantry", function = "list")
public final class ListVerb extends Verb<ListVerb.Options> {

    @Command(name = "list", description = "Lists new symbols, all of them or none. Can be repeated.")
    static final class Options extends CommonOptions {

        @Parameters(arity = "1..*", paramLabel = "SYMBOL", description = "Names of the symbols.")
        private List<String> symbols = new ArrayList<>();

        @Option(names = "--partition", required = true, paramLabel = "P", description = "Partition they begin in.")
        private int partition;

        @Option(
                names = "--tick",
                paramLabel = "T",
                description = "Prices are multiples of this; default ${DEFAULT-VALUE}.")
        private long tick = 1;

        @Option(
                names = "--lot",
                paramLabel = "L",
                description = "Quantities are multiples of this; default ${DEFAULT-VALUE}.")
        private long lot = 1;

        @Option(
                names = "--price-decimals",
                paramLabel = "D",
                description = "Decimals that people see in a price, 0 to 12; default ${DEFAULT-VALUE}.")
        private int priceDecimals;
    }

    record Document(List<Listed> listed) {}

    record Listed(
            String symbol, int symbolId, int partition, long epoch, int priceDecimals, long tickSize, long lotSize) {}

    private final SymbolListing listing;

    @Activate
    public ListVerb(@Reference SymbolListing listing) {
        this.listing = listing;
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        List<NewSymbol> wanted = options.symbols.stream()
                .map(symbol ->
                        new NewSymbol(symbol, options.partition, options.priceDecimals, options.tick, options.lot))
                .toList();
        List<SymbolOwner> listed = listing.list(wanted);
        if (options.isJson()) {
            output.json(new Document(listed.stream().map(ListVerb::describe).toList()));
            return;
        }
        listed.forEach(owner -> output.line("listed " + owner.symbol() + " as number "
                + owner.instrument().symbolId() + " in partition " + owner.partition()));
    }

    private static Listed describe(SymbolOwner owner) {
        return new Listed(
                owner.symbol(),
                owner.instrument().symbolId(),
                owner.partition(),
                owner.epoch(),
                owner.instrument().priceDecimals(),
                owner.instrument().tickSize(),
                owner.instrument().lotSize());
    }
}
