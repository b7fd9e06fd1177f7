package io.gantry.transport;

import java.nio.file.Path;

/** Settings for tests: loopback, a free port, small limits. */
final class TestSettings {

    static final int MAX_CLIENT_FRAME_BYTES = 1024;
    static final int HIGH_WATER_BYTES = 32 * 1024;
    static final int LIMIT_BYTES = 256 * 1024;
    static final Credentials CREDENTIALS = new Credentials("test-cluster", "a shared secret");

    private TestSettings() {}

    static TransportSettings of(String worker, Path home) {
        return of(worker, home, CREDENTIALS, new TransportSettings.Patience(5_000, 2_000, 5_000), 0);
    }

    static TransportSettings of(
            String worker, Path home, Credentials credentials, TransportSettings.Patience patience, int port) {
        return new TransportSettings(
                worker,
                "127.0.0.1",
                port,
                home,
                credentials,
                1,
                new TransportSettings.Limits(
                        MAX_CLIENT_FRAME_BYTES, 2 * 1024 * 1024, HIGH_WATER_BYTES, LIMIT_BYTES, 64 * 1024 * 1024),
                patience);
    }
}
