package io.gantry.client;

/**
 * Where a worker listens.
 *
 * @param host name or number
 * @param port 1 to 65535
 */
record Address(String host, int port) {

    Address {
        if (host.isBlank()) {
            throw new IllegalArgumentException("address without a host, port " + port);
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " of " + host + " not in 1..65535");
        }
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
