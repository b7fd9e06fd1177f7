package io.gantry.shell;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.BookView.Level;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.routing.Router;
import io.gantry.shell.Books.Found;
import java.math.BigDecimal;
import java.util.List;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gantry:book}. */
@Component(name = "io.gantry.shell.book", service = Function.class)
@GogoCommand(scope = "gantry", function = "book")
public final class BookVerb extends Verb<BookVerb.Options> {

    private static final int MAX_LEVELS = 1_000;

    @Command(name = "book", description = "Shows a symbol's book, whichever worker has it.")
    static final class Options extends CommonOptions {

        @Parameters(paramLabel = "SYMBOL", description = "A listed symbol.")
        private String symbol;

        @Option(
                names = "--levels",
                paramLabel = "N",
                description = "Price levels of each side, 1 to 1000; default ${DEFAULT-VALUE}.")
        private int levels = 10;

        @Option(
                names = "--here",
                description = "Show this worker's own replica, be it a standby's; default: the primary's.")
        private boolean isHere;
    }

    /** Prices and quantities in units of the wire; hashes are 16 hexadecimal digits. */
    record Document(
            String symbol,
            int symbolId,
            int partition,
            String worker,
            long epoch,
            String gate,
            String book,
            String marketState,
            long commandSequence,
            long eventSequence,
            String eventChain,
            String stateHash,
            int orders,
            int stops,
            long lastTradePrice,
            int priceDecimals,
            List<Level> bids,
            List<Level> asks) {

        static Document of(Found found) {
            BookView view = found.view();
            return new Document(
                    view.symbol(),
                    found.owner().instrument().symbolId(),
                    view.partition(),
                    found.worker(),
                    view.epoch(),
                    view.gate().name(),
                    view.book(),
                    view.marketState(),
                    view.commandSequence(),
                    view.eventSequence(),
                    hex(view.eventChain()),
                    hex(view.stateHash()),
                    view.orders(),
                    view.stops(),
                    view.lastTradePrice(),
                    found.owner().instrument().priceDecimals(),
                    view.bids(),
                    view.asks());
        }

        private static String hex(long hash) {
            return String.format("%016x", hash);
        }
    }

    private final Books books;

    @Activate
    public BookVerb(
            @Reference Router router,
            @Reference OwnerRegister register,
            @Reference PartitionHost partitions,
            @Reference Peers peers) {
        books = new Books(router, register, partitions, peers);
    }

    @Override
    Options newOptions() {
        return new Options();
    }

    @Override
    void run(Options options, Output output) {
        if (options.levels < 1 || options.levels > MAX_LEVELS) {
            throw new ShellFailure(
                    ShellFailure.USAGE, "book: --levels " + options.levels + " is not in 1.." + MAX_LEVELS);
        }
        String symbol = Symbols.shown(options.symbol);
        Document book =
                Document.of(options.isHere ? books.here(symbol, options.levels) : books.find(symbol, options.levels));
        if (options.isJson()) {
            output.json(book);
            return;
        }
        output.line(book.symbol() + " in partition " + book.partition() + " on " + book.worker() + ", epoch "
                + book.epoch() + ", gate " + book.gate() + ", market " + book.marketState() + ", command "
                + book.commandSequence() + ", event " + book.eventSequence());
        output.line(book.orders() + " orders, " + book.stops() + " of them waiting as stops, last trade "
                + (book.lastTradePrice() == 0 ? "none" : price(book.lastTradePrice(), book)) + ", state hash "
                + book.stateHash() + ", kept by book " + book.book());
        output.table(levels(book));
    }

    private static Table levels(Document book) {
        Table table = new Table("ORDERS", "QUANTITY", "BID", "ASK", "QUANTITY", "ORDERS");
        for (int i = 0; i < Math.max(book.bids().size(), book.asks().size()); i++) {
            Object[] bid = cells(book.bids(), i, book);
            Object[] ask = cells(book.asks(), i, book);
            table.row(bid[2], bid[1], bid[0], ask[0], ask[1], ask[2]);
        }
        return table;
    }

    private static Object[] cells(List<Level> side, int index, Document book) {
        if (index >= side.size()) {
            return new Object[] {"", "", ""};
        }
        Level level = side.get(index);
        return new Object[] {price(level.price(), book), level.quantity(), level.orders()};
    }

    private static String price(long units, Document book) {
        return BigDecimal.valueOf(units, book.priceDecimals()).toPlainString();
    }
}
