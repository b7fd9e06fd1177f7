package io.gantry.hazelcast.membership;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners that come and go while others are being told. All calls to listeners happen on the one thread of the executor, so a
 * listener that appears hears the present state before any later change. Thread-safe.
 */
final class ListenerBoard<L> {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerBoard.class);

    private final Executor oneThread;
    // By identity: what a listener's equals and hashCode depend on may change while it listens.
    private final Set<L> there = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
    // Touched on the one thread only.
    private final Set<L> greeted = Collections.newSetFromMap(new IdentityHashMap<>());

    ListenerBoard(Executor oneThread) {
        this.oneThread = oneThread;
    }

    /** Adds a listener and greets it with the state of that moment. */
    void add(L listener, Consumer<L> greeting) {
        there.add(listener);
        oneThread.execute(() -> {
            greeted.add(listener);
            tell(listener, greeting);
        });
    }

    /** Forgets a listener. A call to it may be under way. */
    void remove(L listener) {
        there.remove(listener);
        oneThread.execute(() -> greeted.remove(listener));
    }

    /** Tells every listener that was greeted. */
    void tellAll(Consumer<L> news) {
        oneThread.execute(() -> greeted.forEach(listener -> tell(listener, news)));
    }

    private void tell(L listener, Consumer<L> news) {
        if (!there.contains(listener)) {
            return;
        }
        try {
            news.accept(listener);
        } catch (RuntimeException failure) {
            LOG.warn("listener {} failed, goes on without this news", listener, failure);
        }
    }
}
