package io.gantry.engine.api.cluster;

/**
 * A live worker.
 *
 * @param name its name, unique among live workers
 * @param host where clients and workers reach it
 * @param port TCP port
 * @param incarnation differs between two runs of a worker of the same name
 */
public record WorkerInfo(String name, String host, int port, String incarnation) {

    /** {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }
}
