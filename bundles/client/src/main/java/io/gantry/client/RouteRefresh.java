package io.gantry.client;

import io.netty.channel.EventLoop;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Asks workers for routes, one at a time, until one has answered. A wish that comes meanwhile is met by the same answer. The I/O
 * thread's own.
 */
final class RouteRefresh {

    private static final int ANSWER_MILLIS = 250;

    private final Links links;
    private final RouteBook book;
    private final Collection<Address> seeds;
    private final EventLoop loop;
    private boolean isWanted;
    private Optional<Link> asked = Optional.empty();
    private Optional<Link> avoided = Optional.empty();
    private long correlationId;
    /** An answer to this question or a later one meets the wish. */
    private long firstCorrelationId;

    RouteRefresh(Links links, RouteBook book, Collection<Address> seeds, EventLoop loop) {
        this.links = links;
        this.book = book;
        this.seeds = seeds;
        this.loop = loop;
    }

    /** @param notThis a worker to ask only if there is no other */
    void want(Optional<Link> notThis) {
        if (!isWanted) {
            isWanted = true;
            firstCorrelationId = correlationId + 1;
        }
        avoided = notThis;
        ask();
    }

    /** A link has become ready. */
    void ready() {
        ask();
    }

    /** A link is gone. */
    void lost(Link link) {
        if (asked.isPresent() && asked.get() == link) {
            asked = Optional.empty();
            ask();
        }
    }

    /** Somebody has told routes. */
    void answered(RoutesMessage message) {
        if (isWanted && message.correlationId() >= firstCorrelationId) {
            isWanted = false;
            asked = Optional.empty();
        }
    }

    private void ask() {
        if (!isWanted || asked.isPresent()) {
            return;
        }
        List<Link> ready = links.ready();
        if (ready.stream().noneMatch(this::isTrusted)) {
            candidates().forEach(address -> links.to(address).want());
        }
        if (!ready.isEmpty()) {
            Link chosen = choose(ready);
            asked = Optional.of(chosen);
            long id = ++correlationId;
            chosen.routeQuery(id);
            loop.schedule(() -> overdue(id, chosen), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Another one each time. */
    private Link choose(List<Link> ready) {
        List<Link> trusted = ready.stream().filter(this::isTrusted).toList();
        List<Link> from = trusted.isEmpty() ? ready : trusted;
        return from.get((int) (correlationId % from.size()));
    }

    private boolean isTrusted(Link link) {
        return !link.isSilent() && !avoided.equals(Optional.of(link));
    }

    private void overdue(long id, Link silent) {
        if (asked.isPresent() && id == correlationId) {
            asked = Optional.empty();
            avoided = Optional.of(silent);
            ask();
        }
    }

    private Set<Address> candidates() {
        Set<Address> all = new LinkedHashSet<>(seeds);
        all.addAll(book.addresses());
        return all;
    }
}
