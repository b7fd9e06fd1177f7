package io.gantry.shell;

import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.cluster.WorkerInfo;
import io.gantry.engine.api.order.Instrument;
import io.gantry.engine.api.routing.RouteTable;
import io.gantry.engine.api.routing.Router;
import java.util.List;
import java.util.Optional;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code gantry:routes}. */
@Component(name = "io.gantry.shell.routes", service = Function.class)
@GogoCommand(scope = "gantry", function = "routes")
public final class RoutesVerb extends Verb<RoutesVerb.Options> {

    @Command(
            name = "routes",
            description = "Shows which partition each symbol is in, and each partition's primary and in-sync replicas,"
                    + " as this worker knows it.")
    static final class Options extends CommonOptions {

        @Parameters(arity = "0..1", paramLabel = "SYMBOL", description = "Only this one.")
        private String symbol = "";
    }

    record Document(long version, List<Partition> partitions, List<Symbol> symbols) {}

    /**
     * @param worker the primary
     * @param version of the register's record, rises with every change of it
     * @param inSync workers that have everything acknowledged, the primary among them
     * @param alive whether the primary is
     * @param address of the primary
     */
    record Partition(
            int partition,
            String worker,
            long epoch,
            long version,
            List<String> inSync,
            boolean alive,
            String address) {}

    record Symbol(
            String symbol,
            int symbolId,
            int partition,
            String worker,
            long epoch,
            String migration,
            int priceDecimals,
            long tickSize,
            long lotSize) {}

    private final Router router;

    @Activate
    public RoutesVerb(@Reference Router router) {
        this.router = router;
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        RouteTable routes = router.routes();
        List<Symbol> symbols = routes.owners().symbols().values().stream()
                .filter(owner -> options.symbol.isEmpty() || owner.symbol().equals(options.symbol))
                .map(owner -> describe(owner, routes))
                .toList();
        if (!options.symbol.isEmpty() && symbols.isEmpty()) {
            throw new ShellFailure(ShellFailure.FAILED, "unknown symbol " + Symbols.shown(options.symbol));
        }
        Document document = new Document(routes.owners().version(), partitions(routes, symbols, options), symbols);
        if (options.isJson()) {
            output.json(document);
            return;
        }
        output.table(table(document.symbols()));
        output.line("");
        output.table(tableOfPartitions(document.partitions()));
        output.line("routes version " + document.version());
    }

    private static Table table(List<Symbol> symbols) {
        Table table = new Table("SYMBOL", "ID", "PARTITION", "PRIMARY", "EPOCH", "MIGRATION");
        symbols.forEach(symbol -> table.row(
                symbol.symbol(),
                symbol.symbolId(),
                symbol.partition(),
                symbol.worker(),
                symbol.epoch(),
                symbol.migration()));
        return table;
    }

    private static Table tableOfPartitions(List<Partition> partitions) {
        Table table = new Table("PARTITION", "PRIMARY", "ADDRESS", "EPOCH", "IN SYNC");
        partitions.forEach(partition -> table.row(
                partition.partition(),
                partition.worker(),
                partition.alive() ? partition.address() : "not there",
                partition.epoch(),
                String.join(",", partition.inSync())));
        return table;
    }

    private static List<Partition> partitions(RouteTable routes, List<Symbol> symbols, Options options) {
        return routes.owners().partitions().values().stream()
                .filter(owner -> options.symbol.isEmpty()
                        || symbols.stream().anyMatch(symbol -> symbol.partition() == owner.partition()))
                .map(owner -> describe(owner, routes))
                .toList();
    }

    private static Partition describe(PartitionOwner owner, RouteTable routes) {
        Optional<WorkerInfo> worker = routes.workerOf(owner.partition());
        return new Partition(
                owner.partition(),
                owner.worker(),
                owner.epoch(),
                owner.version(),
                owner.inSync(),
                worker.isPresent(),
                worker.map(WorkerInfo::address).orElse(""));
    }

    private static Symbol describe(SymbolOwner owner, RouteTable routes) {
        Instrument instrument = owner.instrument();
        String worker = routes.owners()
                .partition(owner.partition())
                .map(PartitionOwner::worker)
                .orElse("");
        return new Symbol(
                owner.symbol(),
                instrument.symbolId(),
                owner.partition(),
                worker,
                owner.epoch(),
                owner.migrationId(),
                instrument.priceDecimals(),
                instrument.tickSize(),
                instrument.lotSize());
    }
}
