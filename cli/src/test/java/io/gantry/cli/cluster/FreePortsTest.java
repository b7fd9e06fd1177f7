package io.gantry.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FreePortsTest {

    private static final String HOST = "127.0.0.1";
    private static final long SEED = 5;

    @Test
    void shouldPickDifferentPortsThatCanBeBoundWhenAskedForMany() {
        List<Integer> ports = new FreePorts(new Random(SEED), 32_768).pick(HOST, 40, Set.of());

        assertThat(ports)
                .as("seed %d", SEED)
                .hasSize(40)
                .doesNotHaveDuplicates()
                .allMatch(port -> FreePorts.isFree(HOST, port));
    }

    @Test
    void shouldStayBelowOutgoingPortsWhenThereIsRoom() {
        List<Integer> ports = new FreePorts(new Random(SEED), 32_768).pick(HOST, 40, Set.of());

        assertThat(ports).as("seed %d", SEED).allMatch(port -> port >= 10_000 && port < 32_768);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldKnowThePortsOfOutgoingConnectionsWhenTheSystemTells() throws IOException {
        int lowest;
        try (Scanner scanner = new Scanner(Path.of("/proc/sys/net/ipv4/ip_local_port_range"))) {
            lowest = scanner.nextInt();
        }

        List<Integer> ports = FreePorts.ofThisMachine(new Random(SEED)).pick(HOST, 20, Set.of());

        assertThat(ports).as("seed %d", SEED).allMatch(port -> port < lowest || lowest < 12_000);
    }

    @Test
    void shouldTakeWhatTheSystemOffersWhenThereIsNoRoomBelow() {
        assertThat(new FreePorts(new Random(SEED), 1_024).pick(HOST, 2, Set.of()))
                .hasSize(2)
                .allMatch(port -> port > 0);
    }

    @Test
    void shouldNotOfferAPortWhenItIsToBeAvoided() {
        int first =
                new FreePorts(new Random(SEED), 32_768).pick(HOST, 1, Set.of()).get(0);

        List<Integer> ports = new FreePorts(new Random(SEED), 32_768).pick(HOST, 1, Set.of(first));

        assertThat(ports).as("seed %d", SEED).doesNotContain(first);
    }

    @Test
    void shouldSayThatAPortIsTakenWhenSomebodyListens() throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            assertThat(FreePorts.isFree(HOST, listening.getLocalPort())).isFalse();
        }
    }
}
