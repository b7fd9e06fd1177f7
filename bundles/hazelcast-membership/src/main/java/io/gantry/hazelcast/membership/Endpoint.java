package io.gantry.hazelcast.membership;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a member listens.
 *
 * @param host numeric address: Hazelcast tells members by it
 * @param port 1 to 65535
 */
record Endpoint(String host, int port) {

    private static final int MAX_PORT = 65_535;

    Endpoint {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " not in 1.." + MAX_PORT);
        }
    }

    /**
     * Resolves a host's name.
     *
     * @param key the setting it comes from, for the message
     */
    static Endpoint resolve(String key, String host, int port) {
        try {
            return new Endpoint(InetAddress.getByName(host).getHostAddress(), port);
        } catch (UnknownHostException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(
                    key + ": " + host + ":" + port + " is no address: " + wrong.getMessage());
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @param key the setting it comes from, for the message
     */
    static Endpoint parse(String key, String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(key + ": '" + text + "' is not host:port");
        }
        return resolve(key, text.substring(0, colon), Integer.parseInt(port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
