package io.gantry.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TransportTest {

    @TempDir
    Path home;

    private final FakeWorker worker = new FakeWorker("w1");

    @Test
    void shouldTellThePortInAFileWhileItIsOpen() throws IOException {
        Transport transport = new Transport(TestSettings.of("w1", home), worker.services());
        Path file = home.resolve("run/client.port");

        int port = transport.start();
        assertThat(Files.readString(file).trim()).isEqualTo(Integer.toString(port));
        transport.stop();

        assertThat(file).doesNotExist();
        assertThat(home.resolve("run")).isEmptyDirectory();
    }

    @Test
    void shouldNameAddressAndCauseWhenThePortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Transport transport = new Transport(settings(taken.getLocalPort(), home), worker.services());

            assertThatThrownBy(transport::start)
                    .isInstanceOf(TransportException.class)
                    .hasMessageStartingWith("worker w1 cannot listen on 127.0.0.1:" + taken.getLocalPort()
                            + ": java.net.BindException: ");
        }
    }

    @Test
    void shouldNameTheFileWhenItCannotBeWritten() throws IOException {
        Path noFolder = Files.writeString(home.resolve("file"), "in the way");
        Transport transport = new Transport(settings(0, noFolder), worker.services());

        assertThatThrownBy(transport::start)
                .isInstanceOf(TransportException.class)
                .hasMessageStartingWith("cannot write " + noFolder + "/run/client.port: ");
    }

    @Test
    void shouldSayGoodbyeToEveryoneWhenItStops() throws IOException {
        Transport transport = new Transport(TestSettings.of("w1", home), worker.services());
        int port = transport.start();
        try (Wire first = Wire.client(port, 1);
                Wire second = Wire.client(port, 2)) {

            transport.stop();

            assertThat(first.goodbyeAndEnd()).isEqualTo("worker is stopping");
            assertThat(second.goodbyeAndEnd()).isEqualTo("worker is stopping");
            assertThat(worker.disconnected).hasSize(2);
        }
    }

    @Test
    void shouldSayGoodbyeWhenNoHelloComes() throws IOException {
        TransportSettings.Patience patience = new TransportSettings.Patience(100, 2_000, 2_000);
        Transport transport =
                new Transport(TestSettings.of("w1", home, TestSettings.CREDENTIALS, patience, 0), worker.services());
        try (Wire wire = Wire.open(transport.start())) {

            assertThat(wire.goodbyeAndEnd()).isEqualTo("no Hello within 100 ms");
        } finally {
            transport.stop();
        }
    }

    @Test
    void shouldNameTheKeyWhenAConfiguredValueIsNotAllowed() {
        assertThatThrownBy(() -> new TransportSettings.Limits(64, 1 << 21, 1 << 20, 1 << 24, 1 << 26))
                .isInstanceOf(TransportException.class)
                .hasMessage("configuration maxClientFrameBytes is 64, allowed are 256 to 1048576");
        assertThatThrownBy(() -> settings(70_000, home))
                .hasMessage("configuration port is 70000, allowed are 0 to 65535");
    }

    private static TransportSettings settings(int port, Path home) {
        return TestSettings.of(
                "w1", home, TestSettings.CREDENTIALS, new TransportSettings.Patience(5_000, 2_000, 5_000), port);
    }
}
