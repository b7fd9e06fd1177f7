package io.gantry.cli.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Finds ports to listen on. Ports are tried by binding them and let go at once, so another process may still be faster.
 *
 * <p>Preferred are ports below those that the system gives to outgoing connections. One of the latter may be taken by any
 * connection before the worker listens; worse, a connection to a port where nobody listens yet can be given that very
 * port as its own and then reaches itself.
 */
final class FreePorts {

    private static final Path OUTGOING_RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final int LOWEST = 10_000;
    private static final int FEWEST = 2_000;
    private static final int TRIES_PER_PORT = 50;
    private static final int ANY = 0;

    private final RandomGenerator random;
    private final int outgoingFrom;

    /** @param outgoingFrom lowest port of outgoing connections; low values lead to whatever the system offers */
    FreePorts(RandomGenerator random, int outgoingFrom) {
        this.random = random;
        this.outgoingFrom = outgoingFrom;
    }

    static FreePorts ofThisMachine(RandomGenerator random) {
        return new FreePorts(random, lowestOutgoing());
    }

    /**
     * Different ports that were free a moment ago.
     *
     * @param avoided ports not to offer
     */
    List<Integer> pick(String host, int count, Set<Integer> avoided) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            while (held.size() < count) {
                held.add(bindAny(host, avoided));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException failure) {
            throw new ClusterException("no free port on " + host + ": " + failure.getMessage(), failure);
        } finally {
            held.forEach(FreePorts::release);
        }
    }

    /** Whether the port can be listened on now. */
    static boolean isFree(String host, int port) {
        try (ServerSocket bound = bind(host, port)) {
            return bound.isBound();
        } catch (BindException taken) {
            return false;
        } catch (IOException failure) {
            throw new ClusterException("port " + port + " of " + host + ": " + failure.getMessage(), failure);
        }
    }

    private ServerSocket bindAny(String host, Set<Integer> avoided) throws IOException {
        int choices = outgoingFrom - LOWEST;
        for (int attempt = 0; choices >= FEWEST && attempt < TRIES_PER_PORT; attempt++) {
            int port = LOWEST + random.nextInt(choices);
            if (!avoided.contains(port)) {
                try {
                    return bind(host, port);
                } catch (BindException taken) {
                    continue;
                }
            }
        }
        return bind(host, ANY);
    }

    private static ServerSocket bind(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1);
            return socket;
        } catch (IOException failure) {
            release(socket);
            throw failure;
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new ClusterException("cannot release port " + socket.getLocalPort(), failure);
        }
    }

    /** Read in one piece: the file ends after the first read, however short that one was. */
    private static int lowestOutgoing() {
        try (BufferedReader reader = Files.newBufferedReader(OUTGOING_RANGE)) {
            String[] range = String.valueOf(reader.readLine()).strip().split("\\s+");
            return Integer.parseInt(range[0]);
        } catch (IOException | NumberFormatException otherSystem) {
            return ANY;
        }
    }
}
