package io.gantry.engine.api.cluster;

import java.util.regex.Pattern;

/**
 * A live worker.
 *
 * @param name its name, unique among live workers, 1 to 40 characters of {@code a-z A-Z 0-9 . _ -}
 * @param host where clients and workers reach it
 * @param port TCP port
 * @param incarnation differs between two runs of a worker of the same name
 */
public record WorkerInfo(String name, String host, int port, String incarnation) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,40}");

    public WorkerInfo {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name=" + name + " is no worker's name: 1 to 40 characters of a-z A-Z 0-9 . _ -");
        }
    }

    /** {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }
}
