package io.gantry.benchmarks.aeron;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where one node listens, all on the loopback.
 *
 * @param id 0, 1 or 2
 * @param ports for clients, for votes, for the log, for catching up, and of the archive
 */
record EchoMember(int id, List<Integer> ports) {

    /** How many ports a node takes. */
    static final int PORTS = 5;

    static final String HOST = "127.0.0.1";
    private static final int ARCHIVE = 4;

    /** Deals out ports. */
    static List<EchoMember> of(List<Integer> ports) {
        return IntStream.range(0, ports.size() / PORTS)
                .mapToObj(id -> new EchoMember(id, ports.subList(id * PORTS, (id + 1) * PORTS)))
                .toList();
    }

    /** All nodes, as the consensus module wants to be told. */
    static String members(List<EchoMember> members) {
        return members.stream()
                .map(member -> member.id() + ","
                        + member.ports().stream().map(port -> HOST + ":" + port).collect(Collectors.joining(",")))
                .collect(Collectors.joining("|"));
    }

    /** All nodes, as a client wants to be told. */
    static String ingress(List<EchoMember> members) {
        return members.stream()
                .map(member -> member.id() + "=" + HOST + ":" + member.ports().get(0))
                .collect(Collectors.joining(","));
    }

    int archivePort() {
        return ports.get(ARCHIVE);
    }
}
