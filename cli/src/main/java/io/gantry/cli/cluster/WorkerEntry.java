package io.gantry.cli.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One worker of a cluster, as {@code cluster.json} tells it.
 *
 * @param name {@code w1}, {@code w2} and so on
 * @param pid the process that was last started, {@link #NO_PROCESS} after a stop; says nothing about its being alive
 * @param host address of the worker
 * @param port TCP port for clients and other workers
 * @param memberPort TCP port for Hazelcast, {@link #NO_PORT} for a worker alone
 * @param home the worker's folder, absolute
 * @param partitions of which it becomes the primary when nobody owns them, ascending
 * @param standbys of which it keeps a replica besides, ascending
 */
public record WorkerEntry(
        String name,
        long pid,
        String host,
        int port,
        int memberPort,
        Path home,
        List<Integer> partitions,
        List<Integer> standbys) {

    public static final long NO_PROCESS = 0;
    public static final int NO_PORT = 0;

    public WorkerEntry {
        partitions = List.copyOf(partitions);
        standbys = List.copyOf(standbys);
    }

    /** Where clients connect. */
    public InetSocketAddress address() {
        return new InetSocketAddress(host, port);
    }

    /** Whether it is a member of a cluster, and not alone. */
    public boolean isClustered() {
        return memberPort != NO_PORT;
    }

    /** All partitions of which it has a replica. */
    public List<Integer> replicas() {
        return Stream.concat(partitions.stream(), standbys.stream()).sorted().toList();
    }

    WorkerEntry withPid(long newPid) {
        return new WorkerEntry(name, newPid, host, port, memberPort, home, partitions, standbys);
    }

    WorkerEntry withPorts(int newPort, int newMemberPort) {
        return new WorkerEntry(name, pid, host, newPort, newMemberPort, home, partitions, standbys);
    }
}
