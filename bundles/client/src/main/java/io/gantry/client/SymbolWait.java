package io.gantry.client;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Waits until every live worker knows some symbols. The I/O thread's own, but for the future. */
final class SymbolWait {

    private final Set<String> names;
    private final Set<Address> satisfied = new HashSet<>();
    private final Set<String> missing;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private Set<Address> asked = Set.of();

    SymbolWait(Collection<String> names) {
        this.names = Set.copyOf(names);
        missing = new TreeSet<>(names);
    }

    CompletableFuture<Void> done() {
        return done;
    }

    /** Which workers have to know them. */
    void askedOf(Set<Address> workers) {
        asked = Set.copyOf(workers);
    }

    boolean isSatisfied(Address worker) {
        return satisfied.contains(worker);
    }

    void told(Address worker, RoutesMessage routes) {
        Set<String> unknown = new TreeSet<>(names);
        routes.symbols().forEach(symbol -> unknown.remove(symbol.instrument().symbol()));
        missing.retainAll(unknown);
        if (unknown.isEmpty()) {
            satisfied.add(worker);
        }
        if (!asked.isEmpty() && satisfied.containsAll(asked)) {
            done.complete(null);
        }
    }

    /** What is not so yet. */
    String pending() {
        if (!missing.isEmpty()) {
            return "no worker knows " + missing;
        }
        Set<Address> behind = new HashSet<>(asked);
        behind.removeAll(satisfied);
        return "not all workers know " + new TreeSet<>(names) + " yet: " + behind;
    }
}
