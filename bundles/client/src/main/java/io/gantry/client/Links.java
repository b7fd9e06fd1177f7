package io.gantry.client;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The links to workers by address. The I/O thread's own. */
final class Links {

    private final Map<Address, Link> links = new HashMap<>();
    /** The same ones; a link that fails while all are walked may add another. */
    private final List<Link> all = new CopyOnWriteArrayList<>();

    private final ClientSettings settings;
    private final EventLoop loop;
    private final LinkListener listener;

    Links(ClientSettings settings, EventLoop loop, LinkListener listener) {
        this.settings = settings;
        this.loop = loop;
        this.listener = listener;
    }

    /** The link to an address, connected or not. */
    Link to(Address address) {
        Link known = links.get(address);
        if (known != null) {
            return known;
        }
        Link fresh = new Link(address, settings, loop, listener);
        links.put(address, fresh);
        all.add(fresh);
        return fresh;
    }

    /** The link to an address if it is ready; begins to connect it if not. */
    Optional<Link> readyTo(Address address) {
        Link link = to(address);
        link.want();
        return link.isReady() ? Optional.of(link) : Optional.empty();
    }

    List<Link> ready() {
        List<Link> ready = new ArrayList<>();
        for (Link link : all) {
            if (link.isReady()) {
                ready.add(link);
            }
        }
        return ready;
    }

    /** Those whose workers give no sign of life. */
    List<Link> silent() {
        List<Link> silent = new ArrayList<>();
        for (Link link : all) {
            if (link.isReady() && link.isSilent()) {
                silent.add(link);
            }
        }
        return silent;
    }

    /** Sends what is queued on all of them. */
    void flush() {
        for (Link link : all) {
            link.flush();
        }
    }

    /** Asks silent workers for a sign of life, and drops those that have not given one. */
    void dropSilent() {
        all.forEach(Link::dropIfSilent);
    }

    /** Why there is no connection to any of these. */
    String troubles(Collection<Address> addresses) {
        List<String> texts = new ArrayList<>();
        addresses.forEach(address -> texts.add(address + ": " + to(address).lastTrouble()));
        return String.join("; ", texts);
    }

    void close() {
        all.forEach(Link::close);
    }
}
