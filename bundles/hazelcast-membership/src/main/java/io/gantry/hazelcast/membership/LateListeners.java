package io.gantry.hazelcast.membership;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Keeps listeners that come before what they listen to is there. Thread-safe. */
final class LateListeners<L> {

    private final List<L> early = new ArrayList<>();
    private Optional<Target<L>> target = Optional.empty();

    /** From now on listeners go to the target, those that waited first. */
    synchronized void open(Consumer<L> adding, Consumer<L> removing) {
        target = Optional.of(new Target<>(adding, removing));
        early.forEach(adding);
        early.clear();
    }

    synchronized void add(L listener) {
        if (target.isPresent()) {
            target.get().adding.accept(listener);
        } else {
            early.add(listener);
        }
    }

    synchronized void remove(L listener) {
        if (target.isPresent()) {
            target.get().removing.accept(listener);
        } else {
            early.removeIf(waiting -> waiting == listener);
        }
    }

    private record Target<L>(Consumer<L> adding, Consumer<L> removing) {}
}
