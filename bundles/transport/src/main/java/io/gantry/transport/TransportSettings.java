package io.gantry.transport;

import io.gantry.engine.api.cluster.Peers;
import io.gantry.engine.api.worker.WorkerConfig;
import java.nio.file.Path;

/**
 * What the worker's and the transport's configuration say, checked.
 *
 * @param worker name of this worker
 * @param host address to listen on
 * @param port TCP port, 0 for a free one
 * @param home the worker's folder
 * @param credentials what workers of one cluster share
 * @param ioThreads threads that serve connections
 * @param limits sizes
 * @param patience times
 */
record TransportSettings(
        String worker,
        String host,
        int port,
        Path home,
        Credentials credentials,
        int ioThreads,
        Limits limits,
        Patience patience) {

    private static final int PEER_ENVELOPE_BYTES = 64 * 1024;
    /** Holds the refusals to all commands that arrive with one read. */
    private static final int SMALLEST_OUTBOUND_LIMIT_BYTES = 256 * 1024;

    /** Sizes in bytes, see {@link TransportConfig}. */
    record Limits(
            int maxClientFrameBytes,
            int maxPeerFrameBytes,
            int outboundHighWaterBytes,
            int outboundLimitBytes,
            int peerOutboundLimitBytes) {

        Limits {
            requireRange("maxClientFrameBytes", maxClientFrameBytes, 256, 1 << 20);
            requireRange(
                    "maxPeerFrameBytes", maxPeerFrameBytes, Peers.MAX_MESSAGE_BYTES + PEER_ENVELOPE_BYTES, 1 << 28);
            requireRange("outboundHighWaterBytes", outboundHighWaterBytes, 4096, 1 << 30);
            requireRange(
                    "outboundLimitBytes",
                    outboundLimitBytes,
                    Math.max(outboundHighWaterBytes, SMALLEST_OUTBOUND_LIMIT_BYTES),
                    1 << 30);
            requireRange("peerOutboundLimitBytes", peerOutboundLimitBytes, maxPeerFrameBytes, 1 << 30);
        }
    }

    /** Times in milliseconds, see {@link TransportConfig}. */
    record Patience(int helloMillis, int peerConnectMillis, int peerAnswerMillis) {

        Patience {
            requireRange("helloTimeoutMillis", helloMillis, 1, Integer.MAX_VALUE);
            requireRange("peerConnectTimeoutMillis", peerConnectMillis, 1, Integer.MAX_VALUE);
            requireRange("peerTimeoutMillis", peerAnswerMillis, 1, Integer.MAX_VALUE);
        }
    }

    TransportSettings {
        requireRange("port", port, 0, 65535);
        requireRange("ioThreads", ioThreads, 1, 64);
    }

    /**
     * Reads the configurations.
     *
     * @throws TransportException naming the key whose value is not allowed
     */
    static TransportSettings of(WorkerConfig worker, TransportConfig config) {
        return new TransportSettings(
                worker.name(),
                worker.host(),
                worker.port(),
                Path.of(worker.home()),
                new Credentials(worker.cluster(), worker.secret()),
                config.ioThreads(),
                new Limits(
                        config.maxClientFrameBytes(),
                        config.maxPeerFrameBytes(),
                        config.outboundHighWaterBytes(),
                        config.outboundLimitBytes(),
                        config.peerOutboundLimitBytes()),
                new Patience(
                        config.helloTimeoutMillis(), config.peerConnectTimeoutMillis(), config.peerTimeoutMillis()));
    }

    private static void requireRange(String key, int value, int min, int max) {
        if (value < min || value > max) {
            throw new TransportException(
                    "configuration " + key + " is " + value + ", allowed are " + min + " to " + max);
        }
    }
}
