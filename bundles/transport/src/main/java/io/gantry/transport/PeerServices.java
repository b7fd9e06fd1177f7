package io.gantry.transport;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.PeerService;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The peer services of this worker by name, and who tells them something. Thread-safe. */
final class PeerServices {

    private final Map<String, NoteSource> noteSources = new ConcurrentHashMap<>();
    /** Replaced as a whole. */
    private volatile List<Supplier<Optional<PeerService>>> services = List.of();

    /** @param service gives the service each time it is asked, as long as it is there */
    synchronized void add(Supplier<Optional<PeerService>> service) {
        List<Supplier<Optional<PeerService>>> more = new ArrayList<>(services);
        more.add(service);
        services = List.copyOf(more);
    }

    synchronized void remove(Supplier<Optional<PeerService>> service) {
        List<Supplier<Optional<PeerService>>> fewer = new ArrayList<>(services);
        fewer.remove(service);
        services = List.copyOf(fewer);
    }

    /** Calls a service. Never throws: what goes wrong is in the stage. */
    CompletionStage<byte[]> call(String name, byte[] request) {
        try {
            PeerService service =
                    find(name).orElseThrow(() -> new PeerException("there is no peer service '" + name + "' here"));
            return Objects.requireNonNull(service.handle(request), name);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }

    /** Where the notes of another worker come in. */
    NoteSource noteSource(String worker) {
        return noteSources.computeIfAbsent(worker, name -> new NoteSource(name, this));
    }

    /**
     * Tells a service something; nobody hears it if there is no such service. Hot path.
     *
     * @throws RuntimeException what the service throws
     */
    void told(String name, String worker, ByteBuffer message) {
        List<Supplier<Optional<PeerService>>> known = services;
        for (int i = 0; i < known.size(); i++) {
            Optional<PeerService> service = known.get(i).get();
            if (service.isPresent() && service.get().name().equals(name)) {
                service.get().told(worker, message);
                return;
            }
        }
    }

    private Optional<PeerService> find(String name) {
        return services.stream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .filter(service -> service.name().equals(name))
                .findFirst();
    }
}
