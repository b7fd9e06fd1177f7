package io.gantry.transport;

import io.gantry.engine.api.cluster.PeerException;
import io.gantry.engine.api.cluster.PeerService;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The peer services of this worker by name. Thread-safe. */
final class PeerServices {

    private final Map<String, PeerService> services = new ConcurrentHashMap<>();

    void add(PeerService service) {
        services.put(service.name(), service);
    }

    void remove(PeerService service) {
        services.remove(service.name(), service);
    }

    /** Calls a service. Never throws: what goes wrong is in the stage. */
    CompletionStage<byte[]> call(String name, byte[] request) {
        PeerService service = services.get(name);
        if (service == null) {
            return CompletableFuture.failedStage(new PeerException("there is no peer service '" + name + "' here"));
        }
        try {
            return Objects.requireNonNull(service.handle(request), name);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedStage(failure);
        }
    }
}
