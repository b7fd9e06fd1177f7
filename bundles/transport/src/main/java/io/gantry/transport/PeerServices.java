package io.gantry.transport;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.PeerService;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The peer services of this worker by name. Thread-safe. */
final class PeerServices {

    private final List<Supplier<Optional<PeerService>>> services = new CopyOnWriteArrayList<>();

    /** @param service gives the service each time it is asked, as long as it is there */
    void add(Supplier<Optional<PeerService>> service) {
        services.add(service);
    }

    void remove(Supplier<Optional<PeerService>> service) {
        services.remove(service);
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

    private Optional<PeerService> find(String name) {
        return services.stream()
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .filter(service -> service.name().equals(name))
                .findFirst();
    }
}
