package io.gantry.shell;

import io.gantry.engine.api.cluster.OwnerRegister;
import io.gantry.engine.api.cluster.OwnerTable;
import io.gantry.engine.api.cluster.PartitionOwner;
import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.cluster.SymbolOwner;
import io.gantry.engine.api.partition.BookView;
import io.gantry.engine.api.partition.PartitionHost;
import io.gantry.engine.api.routing.Router;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Gets a book's picture from wherever the book is. Blocks; not for trading or I/O threads. */
final class Books {

    /**
     * A book and where it was found.
     *
     * @param owner the symbol, as the register has it
     * @param worker that hosts it
     * @param view its content
     */
    record Found(SymbolOwner owner, String worker, BookView view) {}

    /** What another worker is asked. */
    record Question(int partition, int symbolId, int levels) {}

    private final Router router;
    private final OwnerRegister register;
    private final PartitionHost partitions;
    private final Peers peers;

    Books(Router router, OwnerRegister register, PartitionHost partitions, Peers peers) {
        this.router = router;
        this.register = register;
        this.partitions = partitions;
        this.peers = peers;
    }

    /**
     * @param levels price levels of each side, 1 to 1000
     * @throws ShellFailure if there is no such symbol, or its owner does not answer
     */
    Found find(String symbol, int levels) {
        Optional<SymbolOwner> known = router.routes().owners().symbol(symbol);
        if (known.isPresent()) {
            try {
                return ask(router.routes().owners(), known.get(), levels);
            } catch (ShellFailure failure) {
                OwnerTable newest = register.read();
                if (newest.symbol(symbol).equals(known)) {
                    throw failure;
                }
                return findIn(newest, symbol, levels);
            }
        }
        return findIn(register.read(), symbol, levels);
    }

    /**
     * The replica of this worker, which may be a standby's and then is as far as its primary has told it.
     *
     * @throws ShellFailure if there is no such symbol, or this worker has no replica of its partition
     */
    Found here(String symbol, int levels) {
        SymbolOwner owner = router.routes()
                .owners()
                .symbol(symbol)
                .orElseThrow(() -> new ShellFailure(ShellFailure.FAILED, "unknown symbol " + symbol));
        CompletionStage<BookView> view =
                partitions.book(owner.partition(), owner.instrument().symbolId(), levels);
        return new Found(owner, router.routes().self(), Verb.await(view));
    }

    private Found findIn(OwnerTable owners, String symbol, int levels) {
        SymbolOwner owner = owners.symbol(symbol)
                .orElseThrow(() -> new ShellFailure(ShellFailure.FAILED, "unknown symbol " + symbol));
        return ask(owners, owner, levels);
    }

    private Found ask(OwnerTable owners, SymbolOwner owner, int levels) {
        String worker = owners.partition(owner.partition())
                .map(PartitionOwner::worker)
                .orElseThrow(() ->
                        new ShellFailure(ShellFailure.FAILED, "partition " + owner.partition() + " is on no worker"));
        int symbolId = owner.instrument().symbolId();
        CompletionStage<BookView> view = worker.equals(router.routes().self())
                ? partitions.book(owner.partition(), symbolId, levels)
                : peers.call(worker, BookPeer.SERVICE, Json.bytes(new Question(owner.partition(), symbolId, levels)))
                        .thenApply(answer -> Json.read(answer, BookView.class));
        return new Found(owner, worker, Verb.await(view));
    }
}
