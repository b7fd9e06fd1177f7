package io.gantry.client;

import java.util.List;

/**
 * A worker, as the client knows it.
 *
 * @param name its name
 * @param host empty if it is not alive
 * @param port 0 if it is not alive
 * @param partitions that it hosts, rising
 */
public record WorkerRoute(String name, String host, int port, List<Integer> partitions) {

    public WorkerRoute {
        partitions = List.copyOf(partitions);
    }
}
